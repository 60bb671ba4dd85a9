import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CourseLife } from './course-life.ts'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url], { env: { TZ: 'Europe/Berlin' } })

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(join(data.path, 'data'))
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

test('add a course with dates and a waitlist: said back, by the clock of this machine', async () => {
  const dates = ['--opens-at', '2026-11-01', '--closes-at', '2026-12-31T18:00+01:00']
  const more = ['--waitlist', '20', '--payment-hours', '48', '--title', 'Maths 1']
  const { code, stdout } = await at('courses', 'add', '--id', 'maths-1', '--seats', '30', ...dates, ...more)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: [
      'Added the course maths-1 (Maths 1) with 30 seats.',
      'Opens     Sun, 1 Nov 2026, 00:00:00 CET',
      'Closes    Thu, 31 Dec 2026, 18:00:00 CET',
      'Waitlist  20 may wait',
      'Payment   a seat is held for it for 48 hours',
      '',
    ].join('\n'),
  })
  expect(JSON.parse((await at('courses', 'show', '--id', 'maths-1', '--json')).stdout)).toEqual({
    id: 'maths-1',
    title: 'Maths 1',
    seats: 30,
    seatsTaken: 0,
    waiting: 0,
    waitlist: 20,
    opensAt: '2026-10-31T23:00:00Z',
    closesAt: '2026-12-31T17:00:00Z',
    paymentHours: 48,
  })
})

test('close a course on Friday: open until the end of that day, then nobody gets in', async () => {
  await at('courses', 'add', '--id', 'friday', '--seats', '5')
  const edited = await at('courses', 'edit', '--id', 'friday', '--closes-at', '2027-01-08')
  expect(edited).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^closes: no date → Fri, 8 Jan 2027, 23:59:59 CET\n/),
  })
  const alison = ['--name', 'Alison', '--email', 'alison@example.com', '--payment', 'Done', '--course', 'friday']
  expect(await at('start', ...alison)).toMatchObject({ code: 0 })

  await at('courses', 'edit', '--id', 'friday', '--closes-at', '2025-01-03')
  const mike = ['--name', 'Mike', '--email', 'mike@example.com', '--payment', 'Done', '--course', 'friday']
  expect(await at('start', ...mike)).toMatchObject({ code: 2, stdout: expect.stringContaining('COURSE_CLOSED') })
  const open = await at('courses', 'edit', '--id', 'friday', '--closes-at', 'none')
  expect(open.stdout).toMatch(/^closes: Fri, 3 Jan 2025, 23:59:59 CET → no date\n/)
  expect(await at('start', ...mike)).toMatchObject({ code: 0 })
})

test('close a course for which somebody waits: what becomes of them is said', async () => {
  await at('courses', 'add', '--id', 'line', '--seats', '0', '--waitlist', '2')
  const ross = ['--name', 'Ross', '--email', 'ross@example.com', '--payment', 'Done', '--course', 'line']
  expect(await at('start', ...ross)).toMatchObject({ code: 3 })
  const { stdout } = await at('courses', 'edit', '--id', 'line', '--closes-at', '2027-01-08')
  expect(stdout).toContain('\nThose who still wait when it closes are cancelled within a day of it.\n')
})

test('close a course at a time that has passed: those who wait are cancelled at once, and it says so', async () => {
  await at('courses', 'add', '--id', 'over', '--seats', '0', '--waitlist', '2')
  const ross = ['--name', 'Ross', '--email', 'ross@example.com', '--payment', 'Done', '--course', 'over']
  expect(await at('start', ...ross)).toMatchObject({ code: 3 })
  const { code, stdout } = await at('courses', 'edit', '--id', 'over', '--closes-at', '2025-01-03')
  expect(code).toBe(0)
  expect(stdout).toContain('\nThe course is closed: 1 of those who waited is cancelled.\n')
  expect(stdout).not.toContain('within a day')
  expect(await at('waitlist', '--course', 'over', '--json')).toMatchObject({ code: 0, stdout: '[]\n' })
  expect(await at('start', ...ross)).toMatchObject({ code: 2, stdout: expect.stringContaining('COURSE_CLOSED') })
})

test('two administrators change different settings at the same time: both stand', async () => {
  await at('courses', 'add', '--id', 'two', '--seats', '5')
  const edits = await Promise.all([
    at('courses', 'edit', '--id', 'two', '--title', 'Two'),
    at('courses', 'edit', '--id', 'two', '--waitlist', '7'),
  ])
  expect(edits.map(({ code }) => code)).toEqual([0, 0])
  expect(await new CourseLife(emulator, 'two').course()).toMatchObject({ title: 'Two', waitlist: 7, seats: 5 })
})

test('a course that somebody is in is not removed; an empty one is', async () => {
  await at('courses', 'add', '--id', 'short', '--seats', '1')
  const ross = ['--name', 'Ross', '--email', 'ross@example.com', '--payment', 'Done', '--course', 'short']
  await at('start', ...ross)
  const refused = await at('courses', 'remove', '--id', 'short')
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^enroll: .* 1 student is in it\. Withdraw [^\n]+\n$/),
  })
  await at('withdraw', '--email', 'ross@example.com', '--course', 'short', '--reason', 'no course')
  expect(await at('courses', 'remove', '--id', 'short')).toMatchObject({
    code: 0,
    stdout: 'Removed the course short.\n',
  })
  expect(await at('courses', 'show', '--id', 'short')).toMatchObject({
    code: 1,
    stderr: 'enroll: There is no course short. To see all courses: enroll courses list\n',
  })
})

test('seats that are taken cannot be taken away', async () => {
  await at('courses', 'add', '--id', 'taken', '--seats', '2')
  for (const name of ['Alison', 'Mike']) {
    await at('start', '--name', name, '--email', `${name}@example.com`, '--payment', 'Done', '--course', 'taken')
  }
  const { code, stderr } = await at('courses', 'edit', '--id', 'taken', '--seats', '1')
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^enroll: The course taken has 2 seats taken: expected --seats 2 or more\. [^\n]+\n$/,
    ),
  })
})

test.each([
  [['--closes-at', '2026-12-31T18:00'], 'a time with its zone'],
  [['--closes-at', 'Friday'], 'expected a date, such as 2026-12-31'],
  [['--opens-at', '2027-01-01', '--closes-at', '2026-01-01'], 'before it opens'],
  [['--waitlist', '-1'], '--waitlist -1 is out of range'],
  [['--payment-hours', 'two'], 'such as 48'],
  [['--title', ' '], '--title is blank'],
  [[], 'Nothing to change. Give --title'],
])('courses edit %j: one line that says what was expected', async (args, what) => {
  const { code, stderr } = await at('courses', 'edit', '--id', 'serverless-101', ...args)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^enroll: [^\n]+\n$/)
  expect(stderr).toContain(what)
})
