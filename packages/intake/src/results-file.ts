import { answerInWords, type RowAnswer } from './answer.ts'
import type { FileFormat } from './file-format.ts'
import { BYTE_ORDER_MARK, type OutputFile, outputDelimiter } from './output-file.ts'
import type { Row } from './row.ts'
import { csvLine } from './write-csv.ts'

export interface RowResult {
  answer: RowAnswer
  /** In words. */
  reasons?: readonly string[]
  /** The ARN of the execution, where there is one. */
  execution?: string
}

/** `NAME.results.csv`: how each row ended. */
export function resultsFile(format: FileFormat): OutputFile<[Row, RowResult]> {
  const delimiter = outputDelimiter(format)
  return {
    start: BYTE_ORDER_MARK + csvLine(['Row', 'Name', 'Email', 'Course', 'Answer', 'Reasons', 'Execution'], delimiter),
    line: ({ row, student: { name, email, course } }, { answer, reasons = [], execution = '' }) =>
      csvLine([String(row), name, email, course, answerInWords[answer], reasons.join('; '), execution], delimiter),
  }
}
