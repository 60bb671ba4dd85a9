import { join } from 'node:path'
import { courseItem } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'
import { ARTICLE, outcome, putItem } from './executions.ts'

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url])

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(join(data.path, 'data'))
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

test('courses are listed by id, with the seats that are taken', async () => {
  await at('courses', 'add', '--id', 'maths-1', '--title', 'Maths 1', '--seats', '30')
  await outcome(emulator.sfn, { ...ARTICLE, Course: 'maths-1' })
  const { code, stdout } = await at('courses', 'list')
  expect(code).toBe(0)
  expect(stdout).toBe(
    [
      'seats taken free wait  id              title',
      '   30     1   29    0  maths-1         Maths 1',
      '  100     1   99    0  serverless-101  Serverless 101',
      '',
    ].join('\n'),
  )
  expect(JSON.parse((await at('courses', 'list', '--json')).stdout)).toContainEqual({
    id: 'maths-1',
    title: 'Maths 1',
    seats: 30,
    taken: 1,
    free: 29,
    waiting: 0,
    waitlist: 0,
    paymentHours: 0,
  })
})

test('records are listed page by page, each of them once, and no enrollment among them', async () => {
  const emails: string[] = []
  let after: string[] = []
  for (;;) {
    const { stdout } = await at('records', 'list', '--limit', '3', '--json', ...after)
    const page = JSON.parse(stdout) as { records: { email: string }[]; next: string | null }
    emails.push(...page.records.map(({ email }) => email))
    if (page.next === null) break
    expect(page.records).toHaveLength(3)
    after = ['--after', page.next]
  }
  expect(emails.sort()).toEqual(['alison@example.com', 'john@example.com', 'mike@example.com', 'ross@example.com'])
})

test('a page of records says how to see the next', async () => {
  const { code, stdout } = await at('records', 'list', '--limit', '1')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^(Done|Pending) +(\S+@example\.com) +\w+\n\nNext page: --after \2\n$/)
})

test('more records than one answer of the table holds are all listed', async () => {
  const filler = { S: 'x'.repeat(300_000) }
  const numbers = Array.from({ length: 8 }, (_, index) => index)
  for (const number of numbers) {
    await putItem(emulator.dynamodb, { ...courseItem({ id: `big-${number}`, title: 'Big', seats: 1 }), filler })
  }
  expect(JSON.parse((await at('courses', 'list', '--json')).stdout)).toHaveLength(10)
  expect(JSON.parse((await at('records', 'list', '--json')).stdout)).toMatchObject({
    records: { length: 4 },
    next: null,
  })
})

test.each(['0', 'all', '10001'])('--limit %s: says what was expected', async (limit) => {
  const { code, stderr } = await at('records', 'list', '--limit', limit)
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `enroll: --limit ${limit} is out of range: expected a whole number from 1 to 10000.\n`,
  })
})
