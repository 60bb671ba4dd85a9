import { expect, test } from 'vitest'
import { checkFile } from './check-file.ts'
import { fileOf, fixture } from './files.fixture.ts'
import { inspectFile } from './inspect-file.ts'
import type { RowOptions } from './row.ts'
import type { Source } from './source.ts'

const check = async (source: Source, options?: RowOptions) => checkFile(source, await inspectFile(source), options)

test('counts what would start, and says which rows would not', async () => {
  expect(await check(fixture('messy.csv'))).toEqual({
    ready: 2,
    refused: [8, 9, 11, 12, 13].map((row) => ({ row, line: row + 1, problems: expect.any(Array) })),
    duplicates: [{ row: 10, line: 11, of: { row: 4, line: 4 } }],
  })
})

test('an unclosed quote is where the reading ends; what is wrong before it is reported too', async () => {
  const { ready, refused, fault } = await check(fixture('unclosed-quote.csv'))
  expect({ ready, refused }).toMatchObject({ ready: 1, refused: [{ row: 3, problems: [{ column: 'Name' }] }] })
  expect(fault).toBe(
    'The file cannot be read beyond row 4, which opens a quote that is never closed. Expected a cell in quotes to be ' +
      'quoted as a whole, and a quote inside it to be written twice.',
  )
})

test('a row and its line are both named where they differ', async () => {
  const file = fileOf('Name,Email,Paid,Course\n"A\nB",a@example.com,yes,m\n"Ali" Smith,b@example.com,yes,m\n')
  expect((await check(file)).fault).toContain(
    'beyond row 3 (line 4), which has text after the closing quote of a cell.',
  )
})

test('an unclosed quote in a large file is found without holding the file', async () => {
  const file = fileOf(`Name,Email,Paid,Course\n"Alison,${'a@example.com,yes,m\n'.repeat(10_000)}`)
  expect((await check(file)).fault).toContain('beyond row 2, which is longer than 100000 characters')
})

test('a missing column is the fault of the file', async () => {
  const file = fileOf('Name,Email,Paid\nAlison,alison@example.com,yes\n')
  expect(await check(file)).toEqual({
    ready: 0,
    refused: [],
    duplicates: [],
    fault: 'The file lacks a column: Course (or give one course for all rows).',
  })
  expect(await check(file, { course: 'maths-1' })).toEqual({ ready: 1, refused: [], duplicates: [] })
})
