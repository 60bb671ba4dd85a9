import { hang } from './layout.ts'

/** How one request of a batch ended. */
export interface BatchResult {
  /** Of a spreadsheet, as it counts. */
  row?: number
  /** The line of the file in which the request begins. */
  line: number
  status: 'ENROLLED' | 'CANCELLED' | 'FAILED' | 'REFUSED' | 'DUPLICATE'
  /** Why it was cancelled. */
  codes?: string[]
  error?: string
  execution?: string
  /** Another execution had enrolled the student: no second seat was taken. */
  alreadyEnrolled?: true
  /** An earlier run started it, of this file or of another one with this row. */
  before?: boolean
}

export function renderBatchResult(result: BatchResult): string {
  const { status, codes = [], error, alreadyEnrolled } = result
  const why = error ?? (alreadyEnrolled ? 'already enrolled' : codes.join(', '))
  return hang(`${nameOf(result, 5)}  ${status.padEnd(9)}  `, why).trimEnd()
}

/** Where a request stands: `row 7` as a spreadsheet counts, with its line where that is another number, or `line 7`. */
export function nameOf({ row, line }: Pick<BatchResult, 'row' | 'line'>, digits = 0): string {
  if (row === undefined) return `line ${String(line).padStart(digits)}`
  return `row ${String(row).padStart(digits)}${row === line ? '' : ` (line ${line})`}`
}

export function renderBatchSummary(results: readonly BatchResult[]): string {
  const count = (status: BatchResult['status']) => results.filter((result) => result.status === status).length
  const already = results.filter((result) => result.alreadyEnrolled).length
  const enrolled = `${count('ENROLLED') - already} enrolled${already === 0 ? '' : `, ${already} already enrolled`}`
  const before = results.filter((result) => result.before).length
  const duplicates = count('DUPLICATE')
  const parts = [
    `${enrolled}, ${count('CANCELLED')} cancelled, ${count('FAILED')} failed, ${count('REFUSED')} refused`,
    ...(duplicates === 0 ? [] : [`, ${duplicates} duplicate${duplicates === 1 ? '' : 's'}`]),
    ...(before === 0 ? [] : [`\n${before} of them started by an earlier run`]),
  ]
  return parts.join('')
}
