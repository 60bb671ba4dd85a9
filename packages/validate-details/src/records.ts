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

export interface Course {
  id: string
  /** Milliseconds since 1970. */
  opensAtMs: number
  closesAtMs: number
  /** For how long a seat is held for a payment that is on its way. */
  paymentHours: number
}

const moment = v.object({
  S: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/),
    v.transform(Date.parse),
    v.number(),
  ),
})
const hours = v.object({ N: v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(0)) })
const courseItem = v.object({
  opensAt: v.optional(moment, { S: '0000-01-01T00:00:00Z' }),
  closesAt: v.optional(moment, { S: '9999-12-31T23:59:59Z' }),
  paymentHours: v.optional(hours, { N: '0' }),
})

/** The course among what was found. Throws `RecordDamaged` where a date or the payment period cannot be read. */
export function courseIn(items: readonly StoredItem[]): Course | null {
  const item = items.find(({ sk }) => sk?.S === sortKey.course)
  if (item === undefined) return null
  const course = v.safeParse(courseItem, item)
  if (course.success) {
    const { opensAt, closesAt, paymentHours } = course.output
    return { id: courseIdOf(item), opensAtMs: opensAt.S, closesAtMs: closesAt.S, paymentHours: paymentHours.N }
  }
  throw new PermanentError(
    'RecordDamaged',
    'A course has a setting that cannot be read: expected opensAt and closesAt as texts like 2026-03-01T09:00:00Z, with a zone, and paymentHours as a number that is not negative. Edit the course, then start the request again.',
  )
}
