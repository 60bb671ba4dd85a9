import { PermanentError } from 'kit'
import { courseIdOf, type StoredItem, sortKey } from 'records'
import * as v from 'valibot'

const text = v.object({ S: v.string() })
const studentRecord = v.object({ name: text, email: text, payment: text })
export type StudentRecord = v.InferOutput<typeof studentRecord>

/**
 * The student record among what was found, in DynamoDB's JSON. Throws `RecordDamaged` where one of its texts is
 * missing.
 */
export function studentIn(items: readonly StoredItem[]): StudentRecord | undefined {
  const item = items.find(({ sk }) => sk?.S === sortKey.student)
  if (item === undefined) return
  const record = v.safeParse(studentRecord, item)
  if (record.success) return record.output
  throw new PermanentError(
    'RecordDamaged',
    'A student record lacks a text attribute: expected name, email and payment. Put the record again, then start the request again.',
  )
}

/** The id of the course among what was found. */
export function courseIn(items: readonly StoredItem[]): string | null {
  const item = items.find(({ sk }) => sk?.S === sortKey.course)
  return item === undefined ? null : courseIdOf(item)
}
