import { expect, test } from 'vitest'
import { all, fileOf, fixture } from './files.fixture.ts'
import { inspectFile } from './inspect-file.ts'
import { readRows } from './read-rows.ts'
import { describeProblem, type RowOptions } from './row.ts'
import type { Source } from './source.ts'

const rowsOf = async (source: Source, options?: RowOptions) => all(readRows(source, await inspectFile(source), options))
const inputs = async (source: Source, options?: RowOptions) =>
  (await rowsOf(source, options)).map((row) => (row.status === 'ready' ? JSON.parse(row.input) : row.status))
const names = async (text: string, options?: RowOptions) =>
  (await rowsOf(fileOf(text), options)).map((row) => (row.status === 'ready' ? row.executionName : row.status))

test('an Excel file in windows-1252: umlauts and the euro sign, first and last name', async () => {
  expect(await inputs(fixture('excel-german.csv'))).toEqual([
    { Name: 'Jörg Müller', Email: 'jörg@example.com', Payment: 'Done', Course: 'serverless-101' },
    { Name: 'Zoë Groß – 5 €', Email: 'zoe@example.com', Payment: 'Pending', Course: 'serverless-101' },
  ])
})

test.each(['unicode-text-le.txt', 'unicode-text-be.txt'])('%s: UTF-16 of every script', async (file) => {
  expect(await inputs(fixture(file))).toEqual([
    { Name: 'Łukasz Żak', Email: 'lukasz@example.com', Payment: 'Done', Course: 'maths-1' },
    { Name: '山田 太郎', Email: 'taro@example.jp', Payment: 'Pending', Course: 'maths-1' },
  ])
})

test('lines that end with a carriage return; the course is given for all', async () => {
  expect(await inputs(fixture('old-mac.csv'), { course: 'maths-1', requestedBy: 'anna' })).toEqual([
    { Name: 'Alison', Email: 'alison@example.com', Payment: 'Done', Course: 'maths-1', RequestedBy: 'anna' },
    { Name: 'John', Email: 'john@example.com', Payment: 'Pending', Course: 'maths-1', RequestedBy: 'anna' },
  ])
})

test('a messy file: each row with its place, what is sent or all that is wrong', async () => {
  const rows = await rowsOf(fixture('messy.csv'))
  const about = rows.map((row) => {
    const place = `${row.row}/${row.line}`
    if (row.status === 'ready') return `${place} ${row.input}`
    return row.status === 'duplicate'
      ? `${place} as ${row.of.row}/${row.of.line}`
      : `${place} ${row.problems.map(describeProblem).join(' | ')}`
  })
  expect(about).toEqual([
    '4/4 {"Name":"Alison","Email":"alison@example.com","Payment":"Done","Course":"serverless-101"}',
    '6/7 {"Name":"Mike","Email":"mike@example.com","Payment":"Done","Course":"maths-1"}',
    '8/9 column "e-mail" is blank: expected the e-mail address of the student',
    '9/10 column "Paid?" is no payment status: expected yes, paid or done, or else no, unpaid or pending | ' +
      'column "Course ID" is blank: expected the id of a course, or one course for all such rows',
    '10/11 as 4/4',
    '11/12 has 6 cells, the headings are 5: expected a cell that contains the delimiter to be quoted',
    '12/13 column "Paid?" is no payment status: expected yes, paid or done, or else no, unpaid or pending',
    '13/14 column "FULL NAME" is blank: expected the name of the student | ' +
      'column "e-mail" is blank: expected the e-mail address of the student | ' +
      'column "Paid?" is blank: expected yes, paid or done, or else no, unpaid or pending',
  ])
  expect(rows[6]?.cells).toEqual(['-', '@example.com', '=Zoe', '+1', 'maths-1'])
})

test('the line in which Excel finds the delimiter is no row', async () => {
  const rows = await rowsOf(fileOf('sep=;\r\nName;Email;Paid;Course\r\nAlison;a@example.com;yes;maths-1\r\n'))
  expect(rows).toMatchObject([{ row: 2, line: 3, status: 'ready', student: { name: 'Alison' } }])
})

test('other columns are read where the caller says so', async () => {
  const file = fileOf('Guardian,Name,Email,Paid,Course\nAnna,Alison,a@example.com,yes,maths-1\n')
  const format = await inspectFile(file)
  if (format.kind !== 'csv') throw new Error(format.kind)
  const rows = await all(readRows(file, { ...format, columns: { ...format.columns, name: 0 } }))
  expect(rows).toMatchObject([{ student: { name: 'Anna' } }])
})

test('a course fills the rows that name none', async () => {
  const file = fileOf('Name,Email,Paid,Course\nA,a@example.com,yes,\nB,b@example.com,yes,maths-2\n')
  expect(await inputs(file, { course: 'maths-1' })).toMatchObject([{ Course: 'maths-1' }, { Course: 'maths-2' }])
})

test('what RequestedBy and Attempt cannot be is refused', async () => {
  const file = fileOf(
    `Name,Email,Paid,Course,RequestedBy,Attempt\nA,a@example.com,yes,m,${'x'.repeat(101)},0\nB,b@example.com,yes,m,,\n`,
  )
  expect(await rowsOf(file)).toMatchObject([
    { status: 'refused', problems: [{ column: 'RequestedBy' }, { column: 'Attempt' }] },
    { status: 'ready', attempt: 1 },
  ])
})

test('missing columns are one error, before the first row', async () => {
  const file = fileOf('Student,Notes\nAlison,x\n')
  await expect(rowsOf(file)).rejects.toMatchObject({
    name: 'IntakeError',
    message:
      'The file lacks columns: Email (or E-mail, Mail), Paid (or Payment), Course (or give one course for all rows).',
  })
})

const HEADINGS = 'Name,Email,Paid,Course\n'
const ALISON = 'Alison,alison@example.com,yes,maths-1\n'

test('the name of a row stays, whatever else in the file changes', async () => {
  const [name] = await names(HEADINGS + ALISON)
  expect(name).toMatch(/^[0-9a-f]{36}$/)
  const others = [
    `${HEADINGS}Mike,mike@example.com,no,maths-1\n\n${ALISON}`,
    'Course;Notes;PAID;Mail;First name;Name\nmaths-1;new;x; alison@example.com;;Alison\n',
    `${HEADINGS.trim()},Attempt\n${ALISON.trim()},1\n`,
    '{"Email": "alison@example.com", "Name": "Alison", "Course": "maths-1", "Payment": "Done"}',
  ]
  for (const text of others) expect(await names(text)).toContain(name)
  expect(await names(HEADINGS + ALISON, { requestedBy: 'anna' })).toEqual([name])
})

test('another field or attempt is another row', async () => {
  const file = `${HEADINGS.trim()},Attempt\n${[
    'Alison,alison@example.com,yes,maths-1,',
    'Alison,alison@example.com,yes,maths-1,2',
    'Alison,alison@example.com,yes,maths-2,',
    'Alison,alison@example.com,no,maths-1,',
    'Alisa,alison@example.com,yes,maths-1,',
    'Alison,alisa@example.com,yes,maths-1,',
  ].join('\n')}`
  expect(new Set(await names(file)).size).toBe(6)
})
