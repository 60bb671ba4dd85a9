import { afterEach, expect, test, vi } from 'vitest'
import { deploy, type Subject } from './deploy.fixture.ts'

// Many invocations wait for one warm environment: each of them must stand for itself all the same.
vi.setConfig({ testTimeout: 60_000 })

let subject: Subject
let lines: string[]
afterEach(() => subject.functions.close())

async function given(fixture: string, event: unknown) {
  lines = []
  subject = deploy(fixture, { timeoutMs: 3_000 }, { maxEnvironments: 1, log: (...line) => lines.push(line[3]) })
  for (let n = 0; n < 30; n++) await subject.invoke(event)
  lines.length = 0
}

const requestIdOf = (line: string) => /RequestId: (\S+)/.exec(line)?.[1]
const idsOf = (start: string) => lines.filter((line) => line.startsWith(start)).map(requestIdOf)

test('each has its lines between its own START and REPORT', async () => {
  await given('logs.mjs', { lines: 1 })
  const results = await Promise.all(Array.from({ length: 40 }, () => subject.invoke({ lines: 1 })))
  const ids = results.map(({ requestId }) => requestId)
  expect(idsOf('START')).toEqual(ids)
  const kinds = lines.map((line) => /^(?:START|END|REPORT)/.exec(line)?.[0] ?? 'line')
  expect(kinds).toEqual(ids.flatMap(() => ['START', 'line', 'line', 'line', 'END', 'REPORT']))
  for (const [index, line] of lines.entries()) {
    if (line.includes('INFO')) expect(line).toContain(ids[Math.floor(index / 6)])
  }
})

test('one that ends its process fails alone, and none is run twice', async () => {
  await given('obeys.mjs', {})
  const events = Array.from({ length: 20 }, (_, n) => (n === 7 ? { order: 'exit' } : {}))
  const results = await Promise.all(events.map((event) => subject.invoke(event)))
  expect(results.map(({ functionError }) => functionError)).toEqual(
    events.map((_, n) => (n === 7 ? 'Unhandled' : undefined)),
  )
  expect(idsOf('START')).toEqual(results.map(({ requestId }) => requestId))
})

test('those behind one that takes long do not wait for it', async () => {
  await given('waits.mjs', { ms: 0 })
  const order: string[] = []
  const slow = subject.invoke({ ms: 2_000 }).then(() => order.push('slow'))
  const quick = Array.from({ length: 10 }, () => subject.invoke({ ms: 0 }))
  await Promise.all([slow, Promise.all(quick).then(() => order.push('quick'))])
  expect(order).toEqual(['quick', 'slow'])
  expect(new Set(idsOf('START')).size).toBe(11)
})

test('one that takes long keeps its own lines, before and after those behind it have gone elsewhere', async () => {
  await given('logs-slowly.mjs', { ms: 0 })
  const slow = subject.invoke({ ms: 300 }, { logTail: true })
  await Promise.all(Array.from({ length: 10 }, () => subject.invoke({ ms: 0 })))
  const { requestId, logTail = '' } = await slow
  expect(logTail.split('\n').map((line) => line.split('\t').at(-1)?.split(' ')[0])).toEqual([
    'START',
    'before',
    'after',
    'END',
    '',
    '',
  ])
  expect(logTail).toContain(`START RequestId: ${requestId}`)
})

test('one that runs out of time takes none of the others with it', async () => {
  await given('obeys.mjs', {})
  const results = await Promise.all([{}, { order: 'hang' }, {}, {}].map((event) => subject.invoke(event)))
  expect(results.map(({ payload }) => payload?.errorType ?? payload)).toEqual([
    'done',
    'Sandbox.Timedout',
    'done',
    'done',
  ])
})

test('those that an earlier one keeps from beginning run out of time, or run elsewhere', async () => {
  lines = []
  subject = deploy('lingers.mjs', { timeoutMs: 600 }, { maxEnvironments: 1 })
  for (let n = 0; n < 30; n++) await subject.invoke({})
  const results = await Promise.all([{ linger: true }, {}, {}, {}].map((event) => subject.invoke(event)))
  const answers = results.map(({ payload }) => payload?.errorType ?? payload)
  expect(answers[0]).toBe('done')
  // The one that the busy environment was to begin next has waited for as long as it may.
  expect(answers.slice(1).filter((answer) => answer === 'Sandbox.Timedout').length).toBeLessThanOrEqual(1)
  expect(answers.slice(1).every((answer) => answer === 'done' || answer === 'Sandbox.Timedout')).toBe(true)
})

test('one that nobody waits for any more is not run elsewhere', async () => {
  await given('waits.mjs', { ms: 0 })
  const controller = new AbortController()
  const slow = subject.invoke({ ms: 300 })
  const withdrawn = subject.invoke({ ms: 0 }, { signal: controller.signal })
  setTimeout(() => controller.abort(new Error('too late')), 5)
  await expect(withdrawn).rejects.toThrow('too late')
  await slow
  expect(idsOf('START')).toHaveLength(1)
})
