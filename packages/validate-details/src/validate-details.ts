import { type CheckResult, foldName } from 'kit'
import { requestedCourse, unknownCourse } from './course.ts'
import type { Decision, Details, Reason } from './details.ts'
import type { ReadRecords, StudentRecord } from './records.ts'

/**
 * Compares the details of one request with the one record that bears its e-mail address, and gathers every reason
 * against it at once. Whether a seat is free is not asked here: the enrolling transaction alone can tell.
 */
export async function validateDetails(details: Details, readRecords: ReadRecords): Promise<Decision> {
  const { name, email, payment } = details
  const course = requestedCourse(details.course)
  const records = await readRecords(email.value, course)

  const reasons = [name, email, payment].flatMap(({ field, problems }) =>
    problems.map((problem) => ({ field, ...problem })),
  )
  if (email.value !== null && records.student === null) {
    reasons.push(because('EMAIL_UNKNOWN', 'Email', 'No student record has this e-mail address.'))
  }
  if (records.student !== null) reasons.push(...mismatches(name, payment, records.student))
  if (course === null || !records.courseExists) {
    reasons.push(because('COURSE_UNKNOWN', 'Course', unknownCourse(details.course)))
  }

  const enroll = reasons.length === 0 && records.student !== null
  return {
    enroll,
    course: records.courseExists ? course : null,
    student: enroll && records.student !== null ? { name: records.student.name, email: records.student.email } : null,
    reasons,
  }
}

function mismatches(name: CheckResult, payment: CheckResult, record: StudentRecord): Reason[] {
  const reasons: Reason[] = []
  if (name.value !== null && name.value !== foldName(record.name)) {
    reasons.push(because('NAME_MISMATCH', 'Name', 'The record with this e-mail address has another name.'))
  }
  if (payment.value !== null && payment.value !== record.payment) {
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
