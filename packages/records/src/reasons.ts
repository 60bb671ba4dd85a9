/** Why somebody was not enrolled, in words that an administrator reads, by the code that the workflow answers. */
const REASONS: Readonly<Record<string, string>> = {
  NAME_MISSING: 'the name is missing',
  NAME_INVALID: 'this cannot be a name',
  NAME_MISMATCH: 'the student with this e-mail address has another name',
  EMAIL_MISSING: 'the e-mail address is missing',
  EMAIL_INVALID: 'this is not an e-mail address',
  EMAIL_UNKNOWN: 'no student record has this e-mail address',
  PAYMENT_MISSING: 'the payment status is missing',
  PAYMENT_INVALID: 'the payment status is neither Done nor Pending',
  PAYMENT_MISMATCH: 'the student record has another payment status',
  PAYMENT_PENDING: 'the course is not paid yet',
  PAYMENT_EXPIRED: 'the payment did not come in time',
  COURSE_UNKNOWN: 'there is no such course',
  COURSE_FULL: 'every seat of the course is taken',
  COURSE_NOT_OPEN: 'enrollment in the course has not opened yet',
  COURSE_CLOSED: 'enrollment in the course is closed',
  WITHDRAWN: 'the enrollment was withdrawn',
}

/** A code without words, of a check that is newer than this list, is shown as it is. */
export function reasonInWords(code: string): string {
  return Object.hasOwn(REASONS, code) ? (REASONS[code] ?? code) : code
}
