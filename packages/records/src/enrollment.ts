import { type StoredItem, textOf } from './item.ts'
import { courseIdOf } from './keys.ts'

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
    course: courseIdOf(item),
    name: textOf(item, 'name'),
    email: textOf(item, 'email'),
    enrolledAt: textOf(item, 'enrolledAt'),
    execution: textOf(item, 'execution'),
  }
}
