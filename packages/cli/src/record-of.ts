import type { Enrollment, StudentRecord } from 'records'
import { statusInWords } from 'records'
import { checkedEmail } from './checked-fields.ts'
import { Failure } from './failure.ts'
import { readRecord } from './table.ts'
import type { Target } from './target.ts'

/** The record with an address that was typed. */
export async function recordOf(target: Target, email: string): Promise<StudentRecord> {
  const address = await checkedEmail(target, email)
  const record = await readRecord(target, address)
  if (record !== undefined) return record
  throw new Failure(`There is no record of ${address}. To find a student: enroll records list --find NAME`)
}

/** `enrolled in maths-1, waitlisted in maths-2` */
export function placesInWords(enrollments: readonly Enrollment[]): string {
  return enrollments.map(({ course, status }) => `${statusInWords[status]} in ${course}`).join(', ')
}
