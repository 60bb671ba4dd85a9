import type { EnrollmentStatus } from 'records'
import { checks } from './lambdas.ts'

type Check = (typeof checks)[keyof typeof checks]
export type RequestField = Check['field'] | 'Course'

/** What a request can hold: a field for each check, and the course. */
export const requestFields: readonly RequestField[] = [...Object.values(checks).map(({ field }) => field), 'Course']

/** One request. Every field may be missing or wrong: the workflow answers any JSON. */
export type EnrollmentRequest = Partial<Record<RequestField | 'RequestedBy', string>>

export const reasonCodes = [
  'NAME_MISSING',
  'NAME_INVALID',
  'NAME_MISMATCH',
  'EMAIL_MISSING',
  'EMAIL_INVALID',
  'EMAIL_UNKNOWN',
  'PAYMENT_MISSING',
  'PAYMENT_INVALID',
  'PAYMENT_MISMATCH',
  'PAYMENT_PENDING',
  'COURSE_UNKNOWN',
  'COURSE_NOT_OPEN',
  'COURSE_CLOSED',
  'COURSE_FULL',
  'PAYMENT_EXPIRED',
  'WITHDRAWN',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

export interface Reason {
  code: ReasonCode
  field: RequestField
  message: string
}

interface Place {
  course: string
  student: { name: string; email: string }
}

/** What an execution of `course-enrollment` answers. */
export type EnrollmentOutcome =
  | (Place & {
      status: 'ENROLLED'
      /** ISO 8601: the start of the execution, or when the seat was given to it. */
      enrolledAt: string
      /** Only where an earlier execution took the seat. */
      alreadyEnrolled?: true
    })
  /** Only where the execution with this ARN waits already. */
  | (Place & { status: 'AWAITING_PAYMENT'; alreadyEnrolled: true; heldUntil: string; execution: string })
  | (Place & { status: 'WAITLISTED'; alreadyEnrolled: true; position: number; execution: string })
  | { status: 'CANCELLED'; course: string | null; reasons: Reason[] }

/** One request to `course-withdrawal`. */
export interface WithdrawalRequest {
  Email: string
  Course: string
  /** Why, at most 500 characters. */
  Reason?: string
  /** Who asks, at most 100 characters. */
  RequestedBy?: string
}

/** What an execution of `course-withdrawal` answers: `was` is what the enrollment was. */
export type WithdrawalOutcome =
  | (Place & { status: 'WITHDRAWN'; was: EnrollmentStatus })
  | { status: 'NOT_ENROLLED'; course: string | null; reasons: AnswerReason[] }

/** One request to `payment-received`. */
export interface PaymentRequest {
  Email: string
  RequestedBy?: string
}

/** What an execution of `payment-received` answers, with the student's enrollments as they are then. */
export type PaymentOutcome =
  | {
      status: 'RECEIVED'
      email: string
      confirmed: number
      enrollments: { course: string; status: EnrollmentStatus }[]
    }
  | { status: 'STUDENT_UNKNOWN'; reasons: AnswerReason[] }

/** One request to `waitlist-promotion`. */
export interface PromotionRequest {
  Course: string
}

/** What an execution of `waitlist-promotion` answers: how many it has given a seat, passed over, and whose hold it has ended. */
export type PromotionOutcome =
  | { status: 'DONE'; course: string; promoted: number; skipped: number; released: number; continued?: true }
  | { status: 'COURSE_UNKNOWN'; reasons: AnswerReason[] }

/** A reason of an answer that is no cancellation. */
export interface AnswerReason {
  code: string
  field: string
  message: string
}
