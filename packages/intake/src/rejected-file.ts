import { isBlank } from './csv.ts'
import type { CsvFormat, FileFormat } from './file-format.ts'
import { objectIn } from './json-drafts.ts'
import { BYTE_ORDER_MARK, type OutputFile, outputDelimiter } from './output-file.ts'
import type { Row } from './row.ts'
import { csvLine } from './write-csv.ts'

/**
 * `NAME.rejected.csv`: rows as they came, with the same columns in the same order, and why they were rejected, in
 * words. `Attempt` counts on, so that the file runs as it is: each row in it is another request. A file of rejected
 * rows that is run again has its two columns replaced. Rows of JSON lines stay JSON lines.
 */
export function rejectedFile(format: FileFormat): OutputFile<[Row, reasons: readonly string[]]> {
  if (format.kind === 'json-lines') {
    return { start: '', line: ({ cells: [json = ''], attempt }, reasons) => `${jsonLine(json, reasons, attempt)}\n` }
  }
  const delimiter = outputDelimiter(format)
  return {
    start: BYTE_ORDER_MARK + csvLine(withOurs(format.headings, 'Reason', 'Attempt', format), delimiter),
    line: ({ cells, attempt }, reasons) =>
      csvLine(withOurs(cells, reasons.join('; '), String(attempt + 1), format), delimiter),
  }
}

function withOurs(cells: readonly string[], reason: string, attempt: string, { headings, columns }: CsvFormat) {
  const width = headings.length
  const all = [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')]
  // A row with more cells than headings is out of step with them: nothing of it is replaced.
  if (!isBlank(cells.slice(width))) return [...all, reason, attempt]
  const ours = all.slice(0, width)
  ours[columns.reason ?? ours.length] = reason
  ours[columns.attempt ?? ours.length] = attempt
  return ours
}

/** A line that is no object has no place for them, and is refused again until it is corrected. */
function jsonLine(json: string, reasons: readonly string[], attempt: number): string {
  const object = objectIn(json)
  if (object === undefined) return json
  return JSON.stringify({ ...object, Reason: reasons.join('; '), Attempt: attempt + 1 })
}
