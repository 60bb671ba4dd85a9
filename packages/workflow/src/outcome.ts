/** One request, as the article has it. All fields may be missing or wrong: the workflow answers any JSON. */
export interface EnrollmentRequest {
  Name: string
  Email: string
  Payment: 'Done' | 'Pending'
  Course?: string
}

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
export type ReasonCode = (typeof reasonCodes)[number]

export interface Reason {
  code: ReasonCode
  field: 'Name' | 'Email' | 'Payment' | 'Course'
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
