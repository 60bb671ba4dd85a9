import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRows, isBlank } from './csv.ts'
import { all, fileOf } from './files.fixture.ts'
import { textOf } from './text.ts'
import { csvLine } from './write-csv.ts'

/** Cells crowded with what CSV and spreadsheet programs take for something else. */
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'\'=+-@\t\r\n,;" aé漢😀'), maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 })
const delimiter = fc.constantFrom(',' as const, ';' as const, '\t' as const)
const pieceBytes = fc.integer({ min: 1, max: 20 })
/** A file has no NUL; line breaks within cells are read as line feeds. */
const asRead = (text: string) => text.replace(/\r\n?/g, '\n')

test('what is written is read back, cell by cell, in pieces of any size', async () => {
  await fc.assert(
    fc.asyncProperty(table, delimiter, pieceBytes, async (cells, delimiter, pieceBytes) => {
      const file = fileOf(`\uFEFF${cells.map((row) => csvLine(row, delimiter)).join('')}`, pieceBytes)
      const rows = await all(csvRows(textOf(file, 'utf-8'), delimiter))
      expect(rows.map((row) => row.cells)).toEqual(cells.map((row) => row.map(asRead)))
    }),
    { numRuns: 1000 },
  )
})

test('no cell that is written is a formula, whatever stood in it', () => {
  fc.assert(
    fc.property(cell, (text) => {
      const [written = ''] = csvLine([text, 'end'], ',').split(/,"?end/)
      expect(written.replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r\n]/)
    }),
    { numRuns: 1000 },
  )
})

test('row and line of each row are where it begins', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (cells) => {
      const lines = cells.map((row) => csvLine(row, ','))
      const rows = await all(csvRows(textOf(fileOf(lines.join('')), 'utf-8'), ','))
      let line = 1
      for (const [index, text] of lines.entries()) {
        expect(rows[index]).toMatchObject({ row: index + 1, line })
        line += asRead(text).split('\n').length - 1
      }
      expect(rows.filter((row) => !isBlank(row.cells))).toHaveLength(cells.filter((row) => !isBlank(row)).length)
    }),
  )
})
