import { foldName, PermanentError } from 'kit'
import type { Decision, Details, Reason } from './details.ts'
import { courseIn, type StudentRecord, studentIn } from './records.ts'

/**
 * Compares the details of one request with the one record that bears its e-mail address, and gathers every reason
 * against it at once. Whether a seat is free is not asked here: the enrolling transaction alone can tell.
 */
export function validateDetails({ checks, course: asked, records, complete }: Details): Decision {
  if (!complete) {
    // A record that was not read is not one that is missing.
    throw new PermanentError(
      'RecordsIncomplete',
      'DynamoDB returned some of the records: expected all that were asked for. Read them again.',
    )
  }
  const student = studentIn(records)
  const course = courseIn(records)

  const reasons = Object.values(checks).flatMap(({ field, problems }) =>
    problems.map((problem) => ({ field, ...problem })),
  )
  if (checks.Email.value !== null && student === undefined) {
    reasons.push(because('EMAIL_UNKNOWN', 'Email', 'No student record has this e-mail address.'))
  }
  if (student !== undefined) reasons.push(...mismatches(checks, student))
  if (course === null) {
    reasons.push(
      because('COURSE_UNKNOWN', 'Course', asked === false ? NO_COURSE_ID : 'There is no course with this id.'),
    )
  }

  const enroll = reasons.length === 0 && student !== undefined
  return {
    enroll,
    course,
    student: enroll ? { name: student.name.S, email: student.email.S } : null,
    reasons,
  }
}

const NO_COURSE_ID =
  'Course is not a course id. Expected 1 to 64 letters, digits, dots, underscores or hyphens, beginning with a letter or digit.'

function mismatches({ Name: name, Payment: payment }: Details['checks'], record: StudentRecord): Reason[] {
  const reasons: Reason[] = []
  if (name.value !== null && name.value !== foldName(record.name.S)) {
    reasons.push(because('NAME_MISMATCH', 'Name', 'The record with this e-mail address has another name.'))
  }
  if (payment.value !== null && payment.value !== record.payment.S) {
    reasons.push(
      because('PAYMENT_MISMATCH', 'Payment', 'The record with this e-mail address has another payment status.'),
    )
  } else if (payment.value === 'Pending') {
    reasons.push(because('PAYMENT_PENDING', 'Payment', 'The payment has not arrived yet.'))
  }
  return reasons
}

function because(code: string, field: string, message: string): Reason {
  return { code, field, message }
}
