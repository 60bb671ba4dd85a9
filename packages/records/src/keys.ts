import { type StoredItem, textOf } from './item.ts'

/** Prefixes of partition keys. The sort key of an enrollment is the partition key of its student. */
export const keyPrefix = { student: 'STUDENT#', course: 'COURSE#' } as const

/** The sort key of an item that is unique in its partition. */
export const sortKey = { student: 'RECORD', course: 'COURSE' } as const

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

/** The id of the course whose partition holds an item: the course itself, or an enrollment in it. */
export function courseIdOf(item: StoredItem): string {
  return textOf(item, 'pk').slice(keyPrefix.course.length)
}
