import { checks } from './lambdas.ts'

type Check = (typeof checks)[keyof typeof checks]
export type RequestField = Check['field'] | 'Course'

/** What a request can hold: a field for each check, and the course. */
export const requestFields: readonly RequestField[] = [...Object.values(checks).map(({ field }) => field), 'Course']

/** One request. Every field may be missing or wrong: the workflow answers any JSON. */
export type EnrollmentRequest = Partial<Record<RequestField, string>>

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
  'COURSE_FULL',
] as const
type ReasonCode = (typeof reasonCodes)[number]

interface Reason {
  code: ReasonCode
  field: RequestField
  message: string
}

/** What an execution answers. */
export type EnrollmentOutcome =
  | {
      status: 'ENROLLED'
      course: string
      student: { name: string; email: string }
      /** ISO 8601: the start of the execution that took the seat. */
      enrolledAt: string
      /** Only where an earlier execution took the seat. */
      alreadyEnrolled?: true
    }
  | { status: 'CANCELLED'; course: string | null; reasons: Reason[] }
