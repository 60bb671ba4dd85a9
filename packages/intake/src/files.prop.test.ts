import fc from 'fast-check'
import { expect, test } from 'vitest'
import { all, fileOf } from './files.fixture.ts'
import { inspectFile } from './inspect-file.ts'
import { readRows } from './read-rows.ts'
import { rejectedFile } from './rejected-file.ts'
import { csvLine } from './write-csv.ts'

const HEADINGS = ['Name', 'Email', 'Paid', 'Course', 'Notes']
const cell = fc.string({ unit: fc.constantFrom(...'\'=+-ab \n,;"é'), maxLength: 5 })
const cells = fc.tuple(cell, cell, fc.constantFrom('yes', 'no', '?'), cell, cell)
const students = fc.uniqueArray(cells, { maxLength: 8, selector: (row) => row.slice(0, 4).join('|') })

const read = async (text: string) => {
  const source = fileOf(text)
  const format = await inspectFile(source)
  return { format, rows: await all(readRows(source, format)) }
}
const fileWith = (columns: readonly number[], rows: readonly (readonly string[])[]) =>
  [HEADINGS, ...rows]
    .map((row) =>
      csvLine(
        columns.map((column) => row[column] ?? ''),
        ',',
      ),
    )
    .join('')
const names = async (text: string) =>
  (await read(text)).rows.flatMap((row) => (row.status === 'ready' ? [row.executionName] : []))

test('the names of rows depend neither on their order nor on that of the columns', async () => {
  const files = students.chain((rows) => {
    const shuffled = fc.shuffledSubarray(rows, { minLength: rows.length })
    const columns = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: HEADINGS.length })
    return fc.tuple(fc.constant(rows), shuffled, columns)
  })
  await fc.assert(
    fc.asyncProperty(files, async ([rows, shuffled, columns]) => {
      const one = await names(fileWith([0, 1, 2, 3, 4], rows))
      expect((await names(fileWith(columns, shuffled))).sort()).toEqual(one.sort())
    }),
    { numRuns: 200 },
  )
})

test('rejected rows run as they are: the same cells and requests, the next attempt, other names', async () => {
  await fc.assert(
    fc.asyncProperty(students, cell, async (rows, reason) => {
      const first = await read(fileWith([0, 1, 2, 3, 4], rows))
      const { start, line } = rejectedFile(first.format)
      const again = await read(start + first.rows.map((row) => line(row, [reason])).join(''))
      expect(again.rows.map((row) => row.cells.slice(0, -2))).toEqual(first.rows.map((row) => row.cells))
      for (const [index, row] of again.rows.entries()) {
        const before = first.rows[index]
        expect(row).toMatchObject({ status: before?.status, attempt: 2, student: before?.student })
        if (row.status !== 'ready' || before?.status !== 'ready') continue
        expect(row.input).toBe(before.input)
        expect(row.executionName).not.toBe(before.executionName)
      }
    }),
    { numRuns: 300 },
  )
})
