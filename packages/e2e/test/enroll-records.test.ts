import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CourseLife } from './course-life.ts'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'

// What an administrator does at the command line about a student, without any JSON.

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url])
const inOneLine = (text: string) => text.split(/\s+/).join(' ').trim()

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(join(data.path, 'data'))
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

const request = (email: string, course: string, ...more: string[]) => {
  const name = email.split('@')[0] ?? ''
  return at('start', '--name', name, '--email', email, '--course', course, '--payment', 'Done', ...more)
}

test('find a student by a part of the name', async () => {
  await at('records', 'add', '--name', 'Zoë Müller', '--email', 'z.m@example.com', '--payment', 'Done')
  const { code, stdout } = await at('records', 'list', '--find', 'muell')
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'No student record has this in its name or address.\n' })
  expect((await at('records', 'list', '--find', 'zoe mul')).stdout).toBe(
    'Done     z.m@example.com                 Zoë Müller\n',
  )
})

test('correct a misspelt address: enrollments and ended requests move with it', async () => {
  const life = new CourseLife(emulator, 'rename')
  await at('courses', 'add', '--id', 'rename', '--seats', '5')
  await at('courses', 'add', '--id', 'other', '--seats', '5')
  await at('records', 'add', '--name', 'maria', '--email', 'maria@exmaple.com', '--payment', 'Done')
  await request('maria@exmaple.com', 'rename')
  await request('maria@exmaple.com', 'other')
  await at('withdraw', '--email', 'maria@exmaple.com', '--course', 'other', '--reason', 'mistake')

  const renamed = await at('records', 'rename', 'maria@exmaple.com', 'maria@rename.example')
  expect(renamed.code).toBe(0)
  expect(inOneLine(renamed.stdout)).toBe(
    'Renamed maria@exmaple.com to maria@rename.example, with 1 enrollment and 1 ended request.',
  )
  expect(await life.enrollment('maria')).toMatchObject({ status: 'ENROLLED', email: 'maria@rename.example' })
  const known = JSON.parse((await at('why', '--email', 'maria@rename.example', '--json')).stdout)
  expect(known).toMatchObject({
    record: { name: 'maria' },
    enrollments: [{ course: 'rename' }],
    ended: [{ course: 'other' }],
  })
  const before = JSON.parse((await at('why', '--email', 'maria@exmaple.com', '--json')).stdout)
  expect(before).toEqual({ email: 'maria@exmaple.com', record: null, enrollments: [], ended: [] })
  // The new address withdraws the old request, and nobody is counted twice.
  expect(await at('withdraw', '--email', 'maria@rename.example', '--course', 'rename', '--reason', 'x')).toMatchObject({
    code: 0,
  })
  expect(await life.course()).toMatchObject({ seatsTaken: 0 })
  expect(await at('verify')).toMatchObject({ code: 0 })
})

test('an address is not changed while its student waits: says what to do', async () => {
  const life = new CourseLife(emulator, 'waits')
  await life.open({ seats: 0, waitlist: 5 })
  await life.student('Bert')
  await request(life.emailOf('Bert'), 'waits')
  const { code, stderr } = await at('records', 'rename', life.emailOf('Bert'), 'bert@example.com')
  expect(code).toBe(1)
  expect(stderr).toMatch(/^enroll: bert@waits\.example is waitlisted in waits: [^\n]*enroll withdraw --email [^\n]+\n$/)
  expect(await at('records', 'remove', '--email', life.emailOf('Bert'))).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^enroll: The record of [^\n]* is not removed: [^\n]*enroll erase --email [^\n]+\n$/),
  })
})

test('a corrected name does not cost the place in line', async () => {
  const life = new CourseLife(emulator, 'names')
  await life.open({ seats: 0, waitlist: 5 })
  await life.student('Cleo')
  await request(life.emailOf('Cleo'), 'names')
  await life.waits('Cleo', 'WAITLISTED')
  const edited = await at('records', 'edit', '--email', life.emailOf('Cleo'), '--name', 'Cleopatra')
  expect(edited).toMatchObject({ code: 0, stdout: expect.stringContaining('Cleopatra') })
  await at('courses', 'edit', '--id', 'names', '--seats', '1')
  expect(await life.enrollment('Cleo')).toMatchObject({ status: 'ENROLLED', name: 'Cleopatra' })
})

test('a payment that is noted in the record confirms the seat that is held', async () => {
  const life = new CourseLife(emulator, 'pays')
  await life.open({ seats: 1, paymentHours: 1 })
  await life.student('Pia', 'Pending')
  await life.request('Pia', { payment: 'Pending' })
  await life.becomes('Pia', 'AWAITING_PAYMENT')
  const paid = await at('records', 'edit', '--email', life.emailOf('Pia'), '--payment', 'Done')
  expect(paid).toMatchObject({ code: 0, stdout: expect.stringContaining('pays: enrolled') })
  expect(await life.status('Pia')).toBe('ENROLLED')
})

test('records from a spreadsheet: all or none, and again without harm', async () => {
  const file = join(data.path, 'students.csv')
  await writeFile(
    file,
    'Mail;Student;Paid;Phone\nada@x.example;Ada;yes;1\nbob@x.example;Bob;no;2\nada@x.example;Ada;yes;3\n',
  )
  expect(await at('records', 'import', file)).toMatchObject({
    code: 0,
    stdout: '2 added, 0 replaced, 0 there already.\n',
  })
  expect(await at('records', 'import', file)).toMatchObject({
    code: 0,
    stdout: '0 added, 0 replaced, 2 there already.\n',
  })

  await writeFile(
    file,
    'Name,Email,Paid\nCid,cid@x.example,yes\nBobby,bob@x.example,no\nDee,nobody,no\nEve,eve@x.example,perhaps\n',
  )
  const { code, stdout, stderr } = await at('records', 'import', file)
  expect(code).toBe(1)
  expect(inOneLine(stdout)).toMatch(
    /^row 3: another record has this address: .* row 4: EMAIL_INVALID: .* row 5: column "Paid" is /,
  )
  expect(stderr).toBe('enroll: 3 rows are wrong, and nothing was written. Correct the file and repeat.\n')
  expect((await at('records', 'list', '--find', 'cid@')).stdout).toContain('No student record')
})

test('who enrolled Alison, and when: with the execution, no code and no ARN', async () => {
  await at('courses', 'add', '--id', 'why-1', '--seats', '1')
  await request('alison@example.com', 'why-1', '--as', 'front desk')
  await request('mike@example.com', 'why-1', '--as', 'front desk')
  const { code, stdout } = await at('why', '--email', 'Alison@example.com')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Alison <alison@example\.com>, payment Done\n/)
  expect(stdout).toMatch(
    /\nwhy-1: enrolled\n {2}requested {2}\d{4}-\d\d-\d\d \d\d:\d\d by front desk\n {2}execution {2}\S{36}\n/,
  )
  expect(stdout).not.toContain('arn:')
  const mike = (await at('why', '--email', 'mike@example.com')).stdout
  expect(mike).toMatch(/\nwhy-1: every seat of the course is taken\n {2}requested .* by front desk\n/)
})

test('enrolled by mistake, undone with a reason: who undid it, and why, is known', async () => {
  await at('courses', 'add', '--id', 'mistake', '--seats', '1')
  await request('ross@example.com', 'mistake', '--as', 'trainee')
  await at('withdraw', '--email', 'ross@example.com', '--course', 'mistake', '--reason', 'wrong Ross', '--as', 'office')
  const { stdout } = await at('why', '--email', 'ross@example.com')
  expect(stdout).toMatch(
    /\nmistake: the enrollment was withdrawn\n {2}requested .* by trainee\n {2}ended .* by office\n {2}why {8}wrong Ross\n {2}execution .*\n {2}ended in .* \(course-withdrawal\)\n/,
  )
  const withdrawal = / {2}ended in {3}(\S+)/.exec(stdout)?.[1] ?? ''
  expect(await at('show', withdrawal)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^✔ WITHDRAWN\n/) })
})

test('erase a person: withdrawn, removed, and what remains is said', async () => {
  const life = new CourseLife(emulator, 'erase')
  await life.open({ seats: 1, waitlist: 1 })
  for (const name of ['Anna', 'Bert']) await life.student(name)
  const anna = life.emailOf('Anna')
  await request(anna, 'nowhere')
  await request(anna, 'erase')
  await request(life.emailOf('Bert'), 'erase')

  const asked = await at('erase', '--email', anna)
  expect(asked.code).toBe(2)
  expect(asked.stdout).toContain('Nothing is changed yet. To do it:')
  expect(await life.status('Anna')).toBe('ENROLLED')

  const erased = await at('erase', '--email', anna, '--yes')
  expect(erased.code).toBe(0)
  expect(erased.stdout).toContain('enrollments, by withdrawal: enrolled in erase\n')
  expect(inOneLine(erased.stdout)).toContain('the data directory of the emulator (.enroll/): inputs and outputs')
  await life.becomes('Bert', 'ENROLLED')
  const ended = await life.ended()
  expect(ended).toMatchObject([{ reasons: [{ code: 'WITHDRAWN' }] }])
  expect(JSON.stringify(ended).toLowerCase()).not.toContain('anna')
  expect(JSON.parse((await at('why', '--email', anna, '--json')).stdout)).toEqual({
    email: anna,
    record: null,
    enrollments: [],
    ended: [],
  })
  expect(await at('erase', '--email', anna, '--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Nothing of /),
  })
})

test('requests are listed with student, course and answer; those that broke too', async () => {
  await at('courses', 'add', '--id', 'list-1', '--seats', '1')
  await request('mike@example.com', 'list-1')
  await request('nobody@example.com', 'list-1')
  const { stdout } = await at('list', '--course', 'list-1')
  expect(stdout.split('\n').map((line) => line.slice(18).trim())).toEqual([
    'student             course  answer',
    'nobody@example.com  list-1  cancelled: no student record has',
    'this e-mail address',
    'mike@example.com    list-1  enrolled',
    '',
  ])
  expect(JSON.parse((await at('list', '--status', 'enrolled', '--course', 'list-1', '--json')).stdout)).toMatchObject([
    { email: 'mike@example.com', course: 'list-1', answer: 'ENROLLED', execution: expect.stringContaining('arn:') },
  ])
})
