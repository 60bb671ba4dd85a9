import { wrap } from './wrap.ts'

/** How one request of a batch ended. */
export interface BatchResult {
  line: number
  status: 'ENROLLED' | 'CANCELLED' | 'FAILED' | 'REFUSED'
  /** Why it was cancelled. */
  codes?: string[]
  error?: string
  execution?: string
  /** An earlier run of the same file had it done. */
  before?: boolean
}

export function renderBatchResult({ line, status, codes = [], error }: BatchResult): string {
  const why = error ?? codes.join(', ')
  return wrap(`line ${String(line).padStart(5)}  ${status.padEnd(9)}  ${why}`.trimEnd(), 23)
}

export function renderBatchSummary(results: readonly BatchResult[]): string {
  const count = (status: BatchResult['status']) => results.filter((result) => result.status === status).length
  const before = results.filter((result) => result.before).length
  const parts = [
    `${count('ENROLLED')} enrolled, ${count('CANCELLED')} cancelled, ${count('FAILED')} failed, ${count('REFUSED')} refused`,
    ...(before === 0 ? [] : [`; ${before} of them done before`]),
  ]
  return parts.join('')
}
