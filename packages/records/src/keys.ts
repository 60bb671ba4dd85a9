import { type StoredItem, textOf } from './item.ts'

/** What partition keys begin with. The sort key of an enrollment begins as the partition key of its student does. */
export const keyPrefix = { student: 'STUDENT#', course: 'COURSE#' } as const

/** The sort key of an item of which there is one under its partition key. */
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

/** The id of the course that an item lies with: a course, or an enrollment in it. */
export function courseIdOf(item: StoredItem): string {
  return textOf(item, 'pk').slice(keyPrefix.course.length)
}
