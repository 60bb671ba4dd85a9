import { courseItem } from './course.ts'
import { DEFAULT_COURSE } from './course-id.ts'
import type { Item } from './item.ts'
import { studentItem } from './student.ts'

/** The students and the course of the article, so that there is a student to enroll from the start. */
export const sampleItems: readonly Item[] = [
  studentItem({ name: 'Alison', email: 'alison@example.com', payment: 'Done' }),
  studentItem({ name: 'John', email: 'john@example.com', payment: 'Pending' }),
  studentItem({ name: 'Mike', email: 'mike@example.com', payment: 'Done' }),
  studentItem({ name: 'Ross', email: 'ross@example.com', payment: 'Done' }),
  courseItem({ id: DEFAULT_COURSE, title: 'Serverless 101', seats: 100 }),
]
