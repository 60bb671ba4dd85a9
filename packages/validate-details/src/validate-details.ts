import { foldName, PermanentError } from 'kit'
import type { Decision, Details, Reason } from './details.ts'
import { type Course, courseIn, type StudentRecord, studentIn } from './records.ts'

/**
 * Compares the details of one request with the one record that has its e-mail address, and collects every reason
 * not to enroll. Whether a seat is free is not decided here: only the transaction that takes one knows.
 */
export function validateDetails({ checks, course: requested, records, complete, startedAt }: Details): Decision {
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
  const isPending = student?.payment.S === 'Pending' && checks.Payment.value === 'Pending'
  const isHeld = isPending && course !== null && course.paymentHours > 0
  if (isPending && !isHeld) reasons.push(reason('PAYMENT_PENDING', 'Payment', 'The payment has not arrived yet.'))
  if (course === null) {
    reasons.push(
      reason('COURSE_UNKNOWN', 'Course', requested === false ? NO_COURSE_ID : 'There is no course with this id.'),
    )
  } else {
    reasons.push(...outsideOfDates(course, Date.parse(startedAt)))
  }

  const accepted = reasons.length === 0 && student !== undefined
  return {
    enroll: accepted && !isHeld,
    hold: accepted && isHeld,
    course: course?.id ?? null,
    student: accepted ? { name: student.name.S, email: student.email.S } : null,
    reasons,
  }
}

/** The moment of the request counts, however long the execution takes. */
function outsideOfDates({ opensAtMs, closesAtMs }: Course, startedAtMs: number): Reason[] {
  if (startedAtMs < opensAtMs) return [reason('COURSE_NOT_OPEN', 'Course', 'Requests for this course open later.')]
  if (startedAtMs >= closesAtMs) return [reason('COURSE_CLOSED', 'Course', 'Requests for this course are closed.')]
  return []
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
  }
  return reasons
}

function reason(code: string, field: string, message: string): Reason {
  return { code, field, message }
}
