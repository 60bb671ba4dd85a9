import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { deploy, type Subject } from './deploy.fixture.ts'

let subject: Subject
afterEach(() => subject.functions.close())

test('an invocation that nobody waits for any more leaves the queue without having run', async () => {
  const lines: string[] = []
  const log = (_group: string, _stream: string, _timestampMs: number, message: string) => lines.push(message)
  subject = deploy('waits.mjs', {}, { maxEnvironments: 1, log })
  const controller = new AbortController()
  const first = subject.invoke({ ms: 300 })
  const withdrawn = subject.invoke({ ms: 0 }, { signal: controller.signal })
  const last = subject.invoke({ ms: 0 })
  controller.abort(new Error('too late'))
  await expect(withdrawn).rejects.toThrow('too late')
  expect(await Promise.all([first, last])).toMatchObject([{ statusCode: 200 }, { statusCode: 200 }])
  expect(lines.filter((line) => line.startsWith('START'))).toHaveLength(2)
})

test('an invocation that has begun ends as it would', async () => {
  subject = deploy('waits.mjs', {}, { maxEnvironments: 1 })
  await subject.invoke({ ms: 0 })
  const controller = new AbortController()
  const running = subject.invoke({ ms: 100 }, { signal: controller.signal })
  await delay(50)
  controller.abort()
  expect(await running).toMatchObject({ statusCode: 200 })
})
