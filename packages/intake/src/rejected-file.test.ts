import { expect, test } from 'vitest'
import { all, fileOf, fixture } from './files.fixture.ts'
import { inspectFile } from './inspect-file.ts'
import { outputNames } from './output-file.ts'
import { readRows } from './read-rows.ts'
import { rejectedFile } from './rejected-file.ts'
import { resultsFile } from './results-file.ts'
import type { Source } from './source.ts'

/** The file of rejected rows, if all are rejected. */
async function rejected(source: Source, ...reasons: string[]): Promise<string> {
  const format = await inspectFile(source)
  const { start, line } = rejectedFile(format)
  return start + (await all(readRows(source, format))).map((row) => line(row, reasons)).join('')
}

const rowsOf = async (source: Source) => all(readRows(source, await inspectFile(source)))

test('rows as they came, with the same columns in the same order, the reason and the next attempt', async () => {
  const text = 'Notes;Email;Name;Paid;Course\n;jörg@example.com; Jörg ;ja;maths-1\n"a;b";=x@example.com;-;vielleicht\n'
  expect(await rejected(fileOf(text), 'the course is not paid yet', 'second')).toBe(
    '\uFEFFNotes;Email;Name;Paid;Course;Reason;Attempt\r\n' +
      ';jörg@example.com;" Jörg ";ja;maths-1;"the course is not paid yet; second";2\r\n' +
      '"a;b";"\'=x@example.com";"\'-";vielleicht;;"the course is not paid yet; second";2\r\n',
  )
})

test('run as it is, every row is another request; the one after that replaces reason and attempt', async () => {
  const first = fileOf('Name,Email,Paid,Course\nAlison,a@example.com,yes,m\nMike,m@example.com,no,m\n')
  const second = fileOf(await rejected(first, 'full'))
  const third = await rejected(second, 'still full')
  expect(third).toBe(
    '\uFEFFName,Email,Paid,Course,Reason,Attempt\r\n' +
      'Alison,a@example.com,yes,m,still full,3\r\nMike,m@example.com,no,m,still full,3\r\n',
  )
  const names = [...(await rowsOf(first)), ...(await rowsOf(second)), ...(await rowsOf(fileOf(third)))].map(
    (row) => row.status === 'ready' && row.executionName,
  )
  expect(new Set(names).size).toBe(6)
})

test('a row with more cells than headings loses none, however often it is rejected', async () => {
  const first = fileOf('Name,Email,Paid,Course\nSmith, Ali,a@example.com,yes,m\n')
  const second = await rejected(fileOf(await rejected(first, 'x')), 'y')
  expect(second).toContain('\r\nSmith," Ali",a@example.com,yes,m,x,2,y,2\r\n')
})

test('a Reason of the file itself stays', async () => {
  const file = fileOf('Name,Email,Paid,Course,Reason\nAlison,a@example.com,yes,m,birthday\n')
  expect(await rejected(fileOf(await rejected(file, 'full')), 'still full')).toBe(
    '\uFEFFName,Email,Paid,Course,Reason,Reason,Attempt\r\nAlison,a@example.com,yes,m,birthday,still full,3\r\n',
  )
})

test('JSON lines stay JSON lines', async () => {
  const text = '{"Name":"Alison","Note":[1]}\nnot JSON\n'
  expect(await rejected(fileOf(text), 'full')).toBe(
    '{"Name":"Alison","Note":[1],"Reason":"full","Attempt":2}\nnot JSON\n',
  )
})

test('results: the answer and the reasons of each row in words, with the delimiter of the file', async () => {
  const source = fixture('excel-german.csv')
  const format = await inspectFile(source)
  const { start, line } = resultsFile(format)
  const [first, second] = await all(readRows(source, format))
  if (first === undefined || second === undefined) throw new Error('two rows')
  const execution = 'arn:aws:states:us-east-1:000000000000:execution:course-enrollment:e'
  expect(start + line(first, { answer: 'ENROLLED', execution }) + line(second, { answer: 'FAILED' })).toBe(
    '\uFEFFRow;Name;Email;Course;Answer;Reasons;Execution\r\n' +
      `2;Jörg Müller;jörg@example.com;serverless-101;enrolled;;${execution}\r\n` +
      '3;Zoë Groß – 5 €;zoe@example.com;serverless-101;failed;;\r\n',
  )
})

test.each([
  ['spring.csv', 'csv', 'spring.results.csv', 'spring.rejected.csv'],
  ['lists.2027/spring.TXT', 'csv', 'lists.2027/spring.results.csv', 'lists.2027/spring.rejected.csv'],
  ['spring.rejected.csv', 'csv', 'spring.rejected.results.csv', 'spring.rejected.rejected.csv'],
  ['spring.jsonl', 'json-lines', 'spring.results.csv', 'spring.rejected.jsonl'],
  ['spring', 'csv', 'spring.results.csv', 'spring.rejected.csv'],
] as const)('beside %s (%s)', (file, kind, results, rejected) => {
  expect(outputNames(file, { kind })).toEqual({ results, rejected })
})
