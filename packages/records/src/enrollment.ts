import { type StoredItem, textAfter, textOf } from './item.ts'
import { keyPrefix } from './keys.ts'

export interface Enrollment {
  /** The id of the course. */
  course: string
  name: string
  email: string
  /** ISO 8601: the start of the execution that took the seat. */
  enrolledAt: string
  /** The ARN of the execution that took the seat. */
  execution: string
}

export function enrollmentOf(item: StoredItem): Enrollment {
  return {
    course: textAfter(keyPrefix.course, item, 'pk'),
    name: textOf(item, 'name'),
    email: textOf(item, 'email'),
    enrolledAt: textOf(item, 'enrolledAt'),
    execution: textOf(item, 'execution'),
  }
}
