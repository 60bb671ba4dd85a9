import { type StoredItem, textOf } from './item.ts'

/** Prefixes of partition keys. The sort key of an enrollment is the partition key of its student. */
export const keyPrefix = { student: 'STUDENT#', course: 'COURSE#' } as const

/** The sort key of an item that is unique in its partition. */
export const sortKey = { student: 'RECORD', course: 'COURSE' } as const

/** Prefixes of sort keys in the partition of a course, beside its enrollments (the prefix of students). */
export const sortKeyPrefix = {
  /** In line: time of joining, execution. */
  waiting: 'WAIT#',
  /** Ended: start and name of the execution. */
  ended: 'ENDED#',
} as const

/** In place of the id of a course where none is valid: no course can have it. */
export const NO_COURSE = '-'

/** The attribute that the index is partitioned by: `COURSE` in a course, the student's partition key in enrollments and ended requests. */
export const indexKey = 'gsi1pk'

/** The primary key of an item, in DynamoDB's JSON. */
export type Key = Record<'pk' | 'sk', { S: string }>

/** `email` is in the form that check-email gives it. */
export function studentKey(email: string): Key {
  return { pk: { S: `${keyPrefix.student}${email}` }, sk: { S: sortKey.student } }
}

export function courseKey(id: string): Key {
  return { pk: { S: `${keyPrefix.course}${id}` }, sk: { S: sortKey.course } }
}

export function enrollmentKey(course: string, email: string): Key {
  return { pk: courseKey(course).pk, sk: studentKey(email).pk }
}

/** The id of the course whose partition holds an item: the course itself, an enrollment, a place in line, an ended request. */
export function courseIdOf(item: StoredItem): string {
  return textOf(item, 'pk').slice(keyPrefix.course.length)
}
