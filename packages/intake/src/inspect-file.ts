import { columnsIn } from './columns.ts'
import { type CsvRow, csvRows, type Delimiter, isBlank } from './csv.ts'
import { type Encoding, encodingOf } from './encoding.ts'
import type { CsvFormat, FileFormat } from './file-format.ts'
import { IntakeError } from './intake-error.ts'
import type { Source } from './source.ts'
import { textOf } from './text.ts'

/**
 * Finds out how a file is to be read: its encoding, its delimiter, its columns. `kind` is for where the name of the
 * file says it; otherwise a file that begins with { or [ has a JSON object on each line. Throws `IntakeError` for what
 * is no text, has nothing in it, or has no row of headings.
 */
export async function inspectFile(source: Source, kind?: FileFormat['kind']): Promise<FileFormat> {
  const encoding = await encodingOf(source)
  const first = await firstCharacter(textOf(source, encoding))
  if (first === undefined) throw new IntakeError(NOTHING)
  if (kind === 'json-lines' || (kind === undefined && /[{[]/.test(first))) return { kind: 'json-lines', encoding }

  const format = await csvFormat(source, encoding)
  if (format === undefined) throw new IntakeError(NOTHING)
  if (format.headings.some((cell) => /\S@\S/.test(cell))) throw new IntakeError(NO_HEADINGS)
  return format
}

/** The delimiter is the one with which most columns are recognised, or else the one that occurs most. */
async function csvFormat(source: Source, encoding: Encoding): Promise<CsvFormat | undefined> {
  let best: CsvFormat | undefined
  let problem: IntakeError | undefined
  for (const delimiter of DELIMITERS) {
    try {
      const first = await firstRow(csvRows(textOf(source, encoding), delimiter))
      if (first === undefined) return undefined
      const { row, cells } = first
      const format: CsvFormat = {
        kind: 'csv',
        encoding,
        delimiter,
        headingRow: row,
        headings: cells,
        columns: columnsIn(cells),
      }
      if (best === undefined || isBetter(format, best)) best = format
    } catch (error) {
      // Quotes make no sense with another delimiter than the file has.
      if (!(error instanceof IntakeError)) throw error
      problem = error
    }
  }
  if (best === undefined) throw problem
  return best
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t']

const NOTHING =
  'The input has no requests: expected a row of headings and a row for each student, or a JSON object on each line.'
const NO_HEADINGS =
  'The first row is not one of headings: it has an e-mail address. Expected headings such as Name, Email, Paid, Course.'

function isBetter(one: CsvFormat, other: CsvFormat): boolean {
  const recognised = Object.keys(one.columns).length - Object.keys(other.columns).length
  return recognised > 0 || (recognised === 0 && one.headings.length > other.headings.length)
}

async function firstCharacter(text: AsyncIterable<string>): Promise<string | undefined> {
  for await (const piece of text) {
    const [character] = piece.trimStart()
    if (character !== undefined) return character
  }
  return undefined
}

async function firstRow(rows: AsyncIterable<CsvRow>): Promise<CsvRow | undefined> {
  for await (const row of rows) if (!isBlank(row.cells)) return row
  return undefined
}
