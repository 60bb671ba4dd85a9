import type { Problem, Row } from './row.ts'

/** A row before its name is known. */
export interface Draft extends Pick<Row, 'row' | 'line' | 'cells' | 'student' | 'attempt'> {
  request: Request
  /** Empty where it can be started. */
  problems: Problem[]
}

/** What is sent. JSON lines may have further fields, and other types: the workflow judges them. */
export interface Request {
  Name?: unknown
  Email?: unknown
  Payment?: unknown
  Course?: unknown
  RequestedBy?: unknown
  [field: string]: unknown
}

/** The attempt that a row counts, from 1; undefined for what is no such number. */
export function attemptOf(text: string): number | undefined {
  if (text.trim() === '') return 1
  return /^[1-9]\d{0,5}$/.test(text.trim()) ? Number(text) : undefined
}

export const ATTEMPT_EXPECTED = 'is not a whole number from 1 on: leave it as it was written, or blank'
