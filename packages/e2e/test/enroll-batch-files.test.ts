import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { courseItem } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cellsOf, enrollmentsIn, putStudents, rowsIn, studentAt } from './batch-files.ts'
import { CourseLife } from './course-life.ts'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'
import { putItem, seatsTaken } from './executions.ts'

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url])
const pathOf = (name: string) => join(data.path, name)

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(pathOf('data'))
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

/** Each letter of the alphabet is a name: names have no digits. */
const nameOf = (n: number) => `Zoë ${String.fromCharCode(65 + (n % 26))}.`

/**
 * What a spreadsheet program writes: a byte order mark, semicolons, German headings, blank rows, a column of remarks.
 * Each 15th address is unknown, each 20th payment is no word that means one, each 50th row is a copy of the one above.
 */
function messyRows(rows: number): string[] {
  return Array.from({ length: rows }, (_, n) => {
    const who = n % 50 === 49 ? n - 1 : n
    const address = who % 15 === 7 ? `nobody-${who}@example.com` : `  S${who}@Example.com`
    const paid = who % 20 === 3 ? 'vielleicht' : ['Ja', 'x', 'bezahlt'][who % 3]
    return [nameOf(who), address, paid, who % 2 === 0 ? 'maths-1' : 'physics-1', n % 10 === 0 ? '=SUM(A1)' : ''].join(
      ';',
    )
  })
}

test('300 students of a messy spreadsheet enter two courses; who did not, and why, is in a file', async () => {
  const file = pathOf('spring.csv')
  const rows = messyRows(300)
  await writeFile(file, `\uFEFFName;E-Mail;Bezahlt;Kurs;Bemerkung\r\n;;;;\r\n${rows.join('\r\n')}\r\n;;;;\r\n`)
  await putStudents(
    emulator.dynamodb,
    rows.map((_, n) => ({ name: nameOf(n), email: `s${n}@example.com`, payment: 'Done' })),
  )
  await putItem(emulator.dynamodb, courseItem({ id: 'maths-1', title: 'Maths', seats: 100 }))
  await putItem(emulator.dynamodb, courseItem({ id: 'physics-1', title: 'Physics', seats: 50 }))
  const before = await readdir(data.path)

  const dry = await at('batch', file, '--dry-run', '--json')
  expect(await readdir(data.path)).toEqual(before)
  expect(await seatsTaken(emulator.dynamodb, 'maths-1')).toBe(0)
  const wet = await at('batch', file, '--json')
  expect([dry.code, wet.code]).toEqual([1, 1])
  const answers = (stdout: string) => rowsIn(stdout).map(({ row, status, codes }) => ({ row, status, codes }))
  // Every row: seats are given in the order of the file.
  expect(answers(dry.stdout)).toEqual(answers(wet.stdout))
  expect(answers(wet.stdout)).toHaveLength(300)

  const results = await cellsOf(pathOf('spring.results.csv'))
  const withAnswer = (answer: string) => results.filter((cells) => cells[4] === answer)
  expect(results).toHaveLength(301)
  expect(withAnswer('enrolled')).toHaveLength(150)
  for (const [course, seats] of [
    ['maths-1', 100],
    ['physics-1', 50],
  ] as const) {
    const enrolled = await enrollmentsIn(emulator.dynamodb, course)
    expect(await seatsTaken(emulator.dynamodb, course)).toBe(seats)
    expect(new Set([...enrolled.values()].map(({ execution }) => execution))).toEqual(
      new Set(withAnswer('enrolled').flatMap((cells) => (cells[3] === course ? [cells[6]] : []))),
    )
  }
  const rejected = await cellsOf(pathOf('spring.rejected.csv'))
  expect(rejected).toHaveLength(1 + withAnswer('cancelled').length + withAnswer('not started').length)
  expect(rejected[0]).toEqual(['Name', 'E-Mail', 'Bezahlt', 'Kurs', 'Bemerkung', 'Reason', 'Attempt'])
  const reasons = new Set(rejected.slice(1).map((cells) => cells[5]))
  expect(reasons).toEqual(
    new Set([
      'no student record has this e-mail address',
      'every seat of the course is taken',
      '"column ""Bezahlt"" is no payment status: expected yes, paid or done, or else no, unpaid or pending"',
    ]),
  )
})

test('the file of those who did not get in runs as it is, and corrected', async () => {
  const file = pathOf('spring.rejected.csv')
  const count = (await cellsOf(file)).length - 1
  const again = await at('batch', file, '--json')
  expect(rowsIn(again.stdout).map(({ status }) => status)).not.toContain('ENROLLED')
  expect(rowsIn(again.stdout).some(({ before }) => before)).toBe(false)
  // Nothing but the attempts has changed.
  const next = pathOf('spring.rejected.rejected.csv')
  expect((await cellsOf(next)).map((cells) => cells.slice(0, 6))).toEqual(
    (await cellsOf(file)).map((cells) => cells.slice(0, 6)),
  )
  await putItem(emulator.dynamodb, courseItem({ id: 'chemistry-1', title: 'Chemistry', seats: count }))
  const corrected = (await readFile(next, 'utf8'))
    .replaceAll('vielleicht', 'ja')
    .replaceAll(/nobody-(\d+)/g, 's$1')
    .replaceAll(/maths-1|physics-1/g, 'chemistry-1')
  await writeFile(pathOf('corrected.csv'), corrected)
  const last = await at('batch', pathOf('corrected.csv'))
  expect(last).toMatchObject({ code: 0, stdout: expect.stringContaining(`\n${count} enrolled\n`) })
  expect(await readdir(data.path)).not.toContain('corrected.rejected.csv')
})

test('nobody is waited for who pays later or waits for a seat; the same file again says where they stand', async () => {
  const life = new CourseLife(emulator, 'art-1')
  await life.open({ seats: 2, waitlist: 2, paymentHours: 24 })
  for (const name of ['Ann', 'Cem', 'Dan', 'Eve']) await life.student(name)
  await life.student('Bob', 'Pending')
  const row = (name: string, paid: string) => `${name},${life.emailOf(name)},${paid},art-1`
  const rows = [row('Ann', 'yes'), row('Bob', 'no'), row('Cem', 'yes'), row('Dan', 'yes'), row('Eve', 'yes')]
  await writeFile(pathOf('art.csv'), `Name,Email,Paid,Course\n${rows.join('\n')}\n`)
  const answers = async () => (await cellsOf(pathOf('art.results.csv'), ',')).slice(1).map((cells) => cells[4])
  const statuses = ['ENROLLED', 'AWAITING_PAYMENT', 'WAITLISTED', 'WAITLISTED', 'CANCELLED']

  const dry = await at('batch', pathOf('art.csv'), '--dry-run', '--json')
  expect(rowsIn(dry.stdout).map(({ status }) => status)).toEqual(statuses)
  const wet = await at('batch', pathOf('art.csv'), '--json')
  expect(rowsIn(wet.stdout).map(({ status }) => status)).toEqual(statuses)
  expect(await answers()).toEqual(['enrolled', 'awaiting payment', 'waitlisted', 'waitlisted', 'cancelled'])
  expect(await life.line()).toEqual([life.emailOf('Cem'), life.emailOf('Dan')])

  await life.withdraw('Ann')
  await life.becomes('Cem', 'ENROLLED')
  await at('batch', pathOf('art.csv'))
  // Ann left: the file does not bring her back, and is not asked to.
  expect(await answers()).toEqual(['cancelled', 'awaiting payment', 'enrolled', 'waitlisted', 'cancelled'])
  expect((await cellsOf(pathOf('art.rejected.csv'), ',')).slice(1).map(([name]) => name)).toEqual(['Eve'])
  const foreseen = await at('batch', pathOf('art.csv'), '--dry-run', '--json')
  expect(rowsIn(foreseen.stdout).map(({ status }) => status)).toEqual([
    'CANCELLED',
    'AWAITING_PAYMENT',
    'ENROLLED',
    'WAITLISTED',
    'CANCELLED',
  ])
})

test('--with-records adds the students that are missing, and overwrites none', async () => {
  const rows = ['Nora,nora@example.com,yes', 'Mike,ROSS@example.com,yes', '4711,number@example.com,yes']
  await writeFile(pathOf('new.csv'), `Name,Email,Paid\n${rows.join('\n')}\n`)
  const args = ['batch', pathOf('new.csv'), '--course', 'serverless-101', '--with-records', '--as', 'office', '--json']
  for (const more of [['--dry-run'], []]) {
    const { stdout } = await at(...args, ...more)
    expect(rowsIn(stdout).map(({ codes }) => codes)).toEqual([undefined, ['NAME_MISMATCH'], expect.anything()])
  }
  const enrolled = await enrollmentsIn(emulator.dynamodb, 'serverless-101')
  expect(enrolled.get('nora@example.com')?.requestedBy).toBe('office')
  const recorded = await Promise.all(
    ['nora', 'ross', 'number'].map((name) => studentAt(emulator.dynamodb, `${name}@example.com`)),
  )
  expect(recorded).toEqual([
    { name: 'Nora', email: 'nora@example.com', payment: 'Done' },
    { name: 'Ross', email: 'ross@example.com', payment: 'Done' },
    undefined,
  ])
})

test('rejected rows that somebody may have corrected are kept when another run has others', async () => {
  const file = pathOf('kept.csv')
  const row = (name: string) => `${name},${name}@nowhere.example,yes,serverless-101\n`
  await writeFile(file, `Name,Email,Paid,Course\n${row('Ida')}`)
  await at('batch', file)
  await writeFile(pathOf('kept.rejected.csv'), 'corrected by hand')
  const again = await at('batch', file)
  expect(again.stdout).toContain('kept.rejected-1.csv')
  expect(await readFile(pathOf('kept.rejected-1.csv'), 'utf8')).toBe('corrected by hand')
  expect(await cellsOf(pathOf('kept.rejected.csv'), ',')).toHaveLength(2)
})

test('a folder that cannot be written to stops the batch before it starts', async () => {
  const { code, stderr } = await at('batch', pathOf('spring.csv'), '--output', pathOf('nowhere'))
  expect(code).toBe(1)
  expect(stderr).toContain('cannot be written')
  expect(stderr).toContain('--output FOLDER. Nothing was started.')
})
