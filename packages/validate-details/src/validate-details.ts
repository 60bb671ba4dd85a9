import { foldName, PermanentError } from 'kit'
import type { Decision, Details, Reason } from './details.ts'
import { courseIn, type StudentRecord, studentIn } from './records.ts'

/**
 * Compares the details of one request with the one record that has its e-mail address, and collects every reason
 * not to enroll. Whether a seat is free is not decided here: only the enrolling transaction knows.
 */
export function validateDetails({ checks, course: requested, records, complete }: Details): Decision {
  if (!complete) {
    // A record that was not read is not a missing record.
    throw new PermanentError(
      'RecordsIncomplete',
      'DynamoDB returned only some of the records: expected all that were requested. Read them again.',
    )
  }
  const student = studentIn(records)
  const course = courseIn(records)

  const reasons = Object.values(checks).flatMap(({ field, problems }) =>
    problems.map((problem) => ({ field, ...problem })),
  )
  if (checks.Email.value !== null && student === undefined) {
    reasons.push(reason('EMAIL_UNKNOWN', 'Email', 'No student record has this e-mail address.'))
  }
  if (student !== undefined) reasons.push(...mismatches(checks, student))
  if (course === null) {
    reasons.push(
      reason('COURSE_UNKNOWN', 'Course', requested === false ? NO_COURSE_ID : 'There is no course with this id.'),
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
    reasons.push(reason('NAME_MISMATCH', 'Name', 'The record with this e-mail address has another name.'))
  }
  if (payment.value !== null && payment.value !== record.payment.S) {
    reasons.push(
      reason('PAYMENT_MISMATCH', 'Payment', 'The record with this e-mail address has another payment status.'),
    )
  } else if (payment.value === 'Pending') {
    reasons.push(reason('PAYMENT_PENDING', 'Payment', 'The payment has not arrived yet.'))
  }
  return reasons
}

function reason(code: string, field: string, message: string): Reason {
  return { code, field, message }
}
