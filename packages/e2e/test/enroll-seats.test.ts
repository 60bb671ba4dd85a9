import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CourseLife } from './course-life.ts'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'

// What an administrator does at the command line about a seat, without any JSON.

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

/** Requests a seat, as `enroll start` with the fields of a student of `life`. */
const request = (life: CourseLife, course: string, name: string, ...more: string[]) => {
  const student = ['--name', name, '--email', life.emailOf(name), '--course', course]
  return at('start', ...student, ...(more.includes('--payment') ? more : ['--payment', 'Done', ...more]))
}

test('withdraw one: the next gets the seat, and who withdrew, when and why is known', async () => {
  const life = new CourseLife(emulator, 'one-seat')
  await at('courses', 'add', '--id', 'one-seat', '--seats', '1', '--waitlist', '2')
  for (const name of ['Anna', 'Bert', 'Cleo']) await life.student(name)
  expect(await request(life, 'one-seat', 'Anna')).toMatchObject({ code: 0 })
  const bert = await request(life, 'one-seat', 'Bert')
  expect(bert.code).toBe(3)
  expect(bert.stdout).toContain('… WAITLISTED  Bert <bert@one-seat.example> in one-seat: number 1 in line')
  expect(bert.stdout.split(/\s+/).join(' ')).toContain(`enroll waitlist --course one-seat --endpoint ${emulator.url}`)
  expect(bert.stdout).not.toContain('arn:')
  const cleo = await request(life, 'one-seat', 'Cleo', '--json')
  expect(cleo.code).toBe(3)
  expect(JSON.parse(cleo.stdout)).toMatchObject({
    status: 'RUNNING',
    outcome: { status: 'WAITLISTED', position: 2, course: 'one-seat' },
    exitCode: 3,
  })
  const line = await at('waitlist', '--course', 'one-seat')
  expect(line.stdout).toMatch(
    /^# {2}since +name +e-mail\n1 {2}\S+ \S+ {2}Bert {2}bert@one-seat\.example\n2 .* Cleo {2}cleo@/,
  )

  const waits = request(life, 'one-seat', 'Bert', '--wait')
  const withdrawn = await at(
    'withdraw',
    '--email',
    'ANNA@one-seat.example',
    '--course',
    'one-seat',
    '--reason',
    'moved',
  )
  expect(withdrawn.code).toBe(0)
  expect(withdrawn.stdout.split(/\s+/).join(' ')).toBe(
    'Withdrew Anna <anna@one-seat.example> from one-seat: the seat goes to the next in line. ',
  )
  // Bert asked again with --wait: his first request has the answer.
  expect(await waits).toMatchObject({ code: 0, stdout: expect.stringContaining('✔ ENROLLED  Bert') })
  const roster = await at('roster', '--course', 'one-seat')
  expect(roster.stdout).toMatch(/^since +name +e-mail\n\S+ \S+ {2}Bert {2}bert@one-seat\.example\n$/)
  expect(JSON.parse((await at('waitlist', '--course', 'one-seat', '--json')).stdout)).toMatchObject([
    { position: 1, name: 'Cleo', email: 'cleo@one-seat.example' },
  ])
})

test('who is not enrolled is not withdrawn: 2, and how to see what is known', async () => {
  const args = ['--email', 'ross@example.com', '--course', 'serverless-101', '--reason', 'mistake']
  expect(await at('withdraw', ...args)).toMatchObject({
    code: 2,
    stdout: expect.stringMatching(/has no enrollment in serverless-101: nothing changed\.\n[\s\S]*enroll why --email/),
  })
})

test('a payment that comes later: the seat is held, then confirmed', async () => {
  const life = new CourseLife(emulator, 'later-1')
  await at('courses', 'add', '--id', 'later-1', '--seats', '1', '--payment-hours', '48')
  await at('records', 'add', '--name', 'Pia', '--email', life.emailOf('Pia'), '--payment', 'Pending')
  const held = await request(life, 'later-1', 'Pia', '--payment', 'Pending')
  expect(held.code).toBe(3)
  expect(held.stdout).toMatch(
    /^… AWAITING_PAYMENT {2}Pia <pia@later-1\.example> in later-1: one seat held\n {2}Until \w{3}, /,
  )
  expect(held.stdout).toContain('enroll payments received --email pia@later-1.example')
  expect((await at('roster', '--course', 'later-1')).stdout).toMatch(
    / Pia +pia@later-1\.example +awaiting payment until /,
  )

  const paid = await at('payments', 'received', '--email', life.emailOf('Pia'), '--as', 'accounts')
  expect(paid).toMatchObject({
    code: 0,
    stdout:
      'The payment of pia@later-1.example is noted. The seat that was held is\n  confirmed.\n  later-1: enrolled\n',
  })
  expect(await life.status('Pia')).toBe('ENROLLED')
  expect((await at('why', '--email', life.emailOf('Pia'))).stdout).toMatch(
    /^Pia <pia@later-1\.example>, payment Done, noted \d{4}-\d\d-\d\d \d\d:\d\d by accounts\n/,
  )
})

test('a payment of nobody known: 2, and how to find a student', async () => {
  const { code, stdout } = await at('payments', 'received', '--email', 'nobody@example.com')
  expect(code).toBe(2)
  expect(stdout).toContain('enroll records list --find NAME')
})

test('raise the seats: those who wait move up, in their order', async () => {
  const life = new CourseLife(emulator, 'bigger')
  await at('courses', 'add', '--id', 'bigger', '--seats', '1', '--waitlist', '9')
  for (const name of ['Anna', 'Bert', 'Cleo', 'Dora']) {
    await life.student(name)
    await request(life, 'bigger', name)
  }
  const { code, stdout } = await at('courses', 'edit', '--id', 'bigger', '--seats', '3')
  expect(code).toBe(0)
  expect(stdout).toContain('seats: 1 → 3\n2 of those who waited got a seat.\n')
  expect(stdout).toContain('Seats     3: 3 taken, 0 free\nWaiting   1\n')
  const seated = JSON.parse((await at('roster', '--course', 'bigger', '--json')).stdout)
  expect(seated.map(({ name }: { name: string }) => name)).toEqual(['Anna', 'Bert', 'Cleo'])
})

test('a roster for a spreadsheet: text and umlauts, no formulas', async () => {
  const life = new CourseLife(emulator, 'csv-1')
  await at('courses', 'add', '--id', 'csv-1', '--seats', '5')
  await life.student('Zoë')
  await request(life, 'csv-1', 'Zoë', '--as', '=front desk')
  const { code, stdout } = await at('roster', '--course', 'csv-1', '--csv')
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^Name,Email,Status,Since,RequestedBy\r\nZoë,zoë@csv-1\.example,enrolled,\S+Z,"'=front desk"\r\n$/,
  )
})
