import { hang } from './layout.ts'

/** How one request of a batch ended. */
export interface BatchResult {
  line: number
  status: 'ENROLLED' | 'CANCELLED' | 'FAILED' | 'REFUSED'
  /** Why it was cancelled. */
  codes?: string[]
  error?: string
  execution?: string
  /** Another execution had enrolled the student: no second seat was taken. */
  alreadyEnrolled?: true
  /** An earlier run of the same file started it. */
  before?: boolean
}

export function renderBatchResult({ line, status, codes = [], error, alreadyEnrolled }: BatchResult): string {
  const why = error ?? (alreadyEnrolled ? 'already enrolled' : codes.join(', '))
  return hang(`line ${String(line).padStart(5)}  ${status.padEnd(9)}  `, why).trimEnd()
}

export function renderBatchSummary(results: readonly BatchResult[]): string {
  const count = (status: BatchResult['status']) => results.filter((result) => result.status === status).length
  const already = results.filter((result) => result.alreadyEnrolled).length
  const enrolled = `${count('ENROLLED') - already} enrolled${already === 0 ? '' : `, ${already} already enrolled`}`
  const before = results.filter((result) => result.before).length
  const parts = [
    `${enrolled}, ${count('CANCELLED')} cancelled, ${count('FAILED')} failed, ${count('REFUSED')} refused`,
    ...(before === 0 ? [] : [`\n${before} of them started by an earlier run`]),
  ]
  return parts.join('')
}
