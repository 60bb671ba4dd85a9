import Papa from 'papaparse'
import { withoutGuard } from './guard.ts'
import { IntakeError } from './intake-error.ts'
import { at, type Place } from './place.ts'

export type Delimiter = ',' | ';' | '\t'

/** One row of a CSV file; a blank row has blank cells. */
export interface CsvRow extends Place {
  cells: string[]
}

/** More than any request needs: what is longer is a quote that nobody closed. */
const MAX_ROW_CHARACTERS = 100_000

/** Reads as it yields: memory does not grow with the file. Throws `IntakeError` where quotes do not match. */
export async function* csvRows(text: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRow> {
  const next = { row: 1, line: 1 }
  let rest = ''
  for await (const piece of text) {
    rest += piece
    rest = rest.slice(yield* completeRows(rest, delimiter, next, false))
    if (rest.length > MAX_ROW_CHARACTERS) throw quoteError(next, `is longer than ${MAX_ROW_CHARACTERS} characters`)
  }
  if (rest !== '') yield* completeRows(rest, delimiter, next, true)
}

/** The rows in `text`, of which the first is the `next`. Returns how many characters they are. */
function* completeRows(text: string, delimiter: Delimiter, next: Place, end: boolean): Generator<CsvRow, number> {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' })
  const { data, errors, meta }: Papa.ParseResult<string[]> = parser.parse(text, 0, !end)
  for (const [index, cells] of data.entries()) {
    // Of complete rows only: the end of a piece may look like an error.
    const error = errors.find(({ row }) => row === index)
    if (error !== undefined) throw quoteError(next, PROBLEMS[error.code] ?? error.message)
    // Excel reads its delimiter from such a first line, and does not count it.
    if (next.line === 1 && /^sep=.$/i.test(cells.join(delimiter))) {
      next.line += 1
      continue
    }
    yield { ...next, cells: cells.map(withoutGuard) }
    next.row += 1
    next.line += cells.reduce((lines, cell) => lines + cell.split('\n').length - 1, 1)
  }
  return meta.cursor
}

const PROBLEMS: Readonly<Record<string, string>> = {
  MissingQuotes: 'opens a quote that is never closed',
  InvalidQuotes: 'has text after the closing quote of a cell',
}

function quoteError(place: Place, problem: string): IntakeError {
  return new IntakeError(
    `The file cannot be read beyond ${at(place)}, which ${problem}. Expected a cell in quotes to be quoted as a whole, ` +
      'and a quote inside it to be written twice.',
  )
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}
