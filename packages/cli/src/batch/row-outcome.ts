import { isRejected, type RowAnswer } from 'intake'
import { type EndedRequest, type Enrollment, reasonInWords } from 'records'
import type { EnrollmentOutcome } from 'workflow'

/** How a row of a batch ended, or what it waits for. */
export interface RowOutcome {
  answer: RowAnswer
  /** In words. */
  reasons: readonly string[]
  /** Why it was cancelled, as the workflow says it. */
  codes?: readonly string[]
  /** The ARN of the execution, where there is one. */
  execution?: string
  /** An earlier run started it, of this file or of another one with this row. */
  before?: true
}

/**
 * Whether the row belongs into the file of rejected rows. Not where the student got in, and left: nobody comes back because
 * a file is run again.
 */
export function isToRepeat({ answer, codes = [] }: RowOutcome): boolean {
  return isRejected(answer) && !codes.includes('WITHDRAWN')
}

export function outcomeOfEnrollment({ status, heldUntil, execution }: Enrollment): RowOutcome {
  return { answer: status, reasons: waitReasons(status, heldUntil), execution }
}

export function outcomeOfEnded({ reasons, execution }: Pick<EndedRequest, 'reasons' | 'execution'>): RowOutcome {
  return cancelled(
    reasons.map(({ code }) => code),
    execution,
  )
}

/** What an execution answered that has ended. */
export function outcomeOfAnswer(answer: EnrollmentOutcome, execution: string): RowOutcome {
  if (answer.status === 'CANCELLED')
    return cancelled(
      answer.reasons.map(({ code }) => code),
      execution,
    )
  if (answer.status === 'ENROLLED') {
    return { answer: answer.alreadyEnrolled ? 'ALREADY_ENROLLED' : 'ENROLLED', reasons: [], execution }
  }
  const heldUntil = answer.status === 'AWAITING_PAYMENT' ? answer.heldUntil : undefined
  const position = answer.status === 'WAITLISTED' ? [`number ${answer.position} in line`] : []
  const reasons = [`an earlier request of this student waits`, ...waitReasons(answer.status, heldUntil), ...position]
  return { answer: answer.status, reasons, execution }
}

export function failed(reason: string, execution?: string): RowOutcome {
  return { answer: 'FAILED', reasons: [reason], ...(execution !== undefined && { execution }) }
}

function cancelled(codes: readonly string[], execution: string): RowOutcome {
  return { answer: 'CANCELLED', codes, reasons: codes.map(reasonInWords), execution }
}

function waitReasons(status: Enrollment['status'], heldUntil: string | undefined): string[] {
  if (status !== 'AWAITING_PAYMENT' || heldUntil === undefined) return []
  return [`the seat is held until ${heldUntil.slice(0, 16).replace('T', ' ')} UTC`]
}
