import { expect, test } from 'vitest'
import { all, fileOf, fixture } from './files.fixture.ts'
import { inspectFile } from './inspect-file.ts'

test.each([
  ['excel-german.csv', 'windows-1252', ';', { course: 0, payment: 1, email: 2, firstName: 3, lastName: 4 }],
  ['unicode-text-le.txt', 'utf-16le', '\t', { name: 0, email: 1, payment: 2, course: 3 }],
  ['unicode-text-be.txt', 'utf-16be', '\t', { name: 0, email: 1, payment: 2, course: 3 }],
  ['old-mac.csv', 'utf-8', ',', { name: 0, email: 1, payment: 2 }],
  ['messy.csv', 'utf-8', ',', { name: 2, email: 1, payment: 3, course: 4 }],
])('%s: encoding, delimiter and columns are found', async (file, encoding, delimiter, columns) => {
  expect(await inspectFile(fixture(file))).toMatchObject({ kind: 'csv', encoding, delimiter, columns })
})

test('the row of headings is the first that is not blank', async () => {
  expect(await inspectFile(fixture('messy.csv'))).toMatchObject({
    headingRow: 3,
    headings: ['NOTES (internal)', ' e-mail ', 'FULL NAME', 'Paid?', 'Course ID'],
  })
})

test('a delimiter inside the headings is not the one of the file', async () => {
  const file = fileOf('"Remarks, old, new";"a,b,c";Name;Email;Paid\n')
  expect(await inspectFile(file)).toMatchObject({ delimiter: ';', columns: { name: 2, email: 3, payment: 4 } })
})

test('bytes are read in pieces of any size', async () => {
  const bytes = await all(fixture('unicode-text-le.txt')() as AsyncIterable<Uint8Array>)
  const one = () => [...(bytes[0] ?? [])].map((byte) => Uint8Array.of(byte))
  expect(await inspectFile(one)).toMatchObject({ encoding: 'utf-16le', columns: { name: 0 } })
})

test('a stream that cannot be iterated is read', async () => {
  const source = () => {
    const stream = new Blob(['Name,Email,Paid\n']).stream()
    return { getReader: () => stream.getReader() } as unknown as ReadableStream<Uint8Array>
  }
  expect(await inspectFile(source)).toMatchObject({ columns: { name: 0, email: 1, payment: 2 } })
})

test('a file that begins with an object has one on each line; so has one of which the caller knows it', async () => {
  expect(await inspectFile(fileOf('\uFEFF\n {"Name":"Alison"}\n'))).toEqual({ kind: 'json-lines', encoding: 'utf-8' })
  expect(await inspectFile(fileOf('Alison\n{}'), 'json-lines')).toEqual({ kind: 'json-lines', encoding: 'utf-8' })
})

test.each([
  ['nothing', '', 'The input has no requests'],
  ['blank lines', '\uFEFF\n \r\n', 'The input has no requests'],
  ['blank cells', ',,\n,\n', 'The input has no requests'],
  ['a workbook', 'PK\u0003\u0004...', 'Save it as "CSV UTF-8"'],
  ['an image', 'GIF89a\u0000\u0000', 'This is not a text file'],
  ['no headings', 'Alison,alison@example.com,Done\n', 'has an e-mail address. Expected headings such as'],
])('%s is refused, with what was expected and without quoting a cell', async (_, content, message) => {
  const inspection = inspectFile(fileOf(content))
  await expect(inspection).rejects.toMatchObject({ name: 'IntakeError', message: expect.stringContaining(message) })
  await expect(inspection).rejects.not.toThrow(/alison/i)
})
