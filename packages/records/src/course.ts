import { type Item, numberOf, optionalTextOf, type StoredItem, textOf } from './item.ts'
import { courseIdOf, courseKey, indexKey } from './keys.ts'

/** What an administrator sets. */
export interface CourseSettings {
  title: string
  seats: number
  /** How many may wait for a seat; 0: nobody. */
  waitlist: number
  /** ISO 8601, UTC: requests before it are cancelled. */
  opensAt?: string | undefined
  /** ISO 8601, UTC: requests from then on are cancelled, and those who still wait with them. */
  closesAt?: string | undefined
  /** For how long a seat is held for a payment that is on its way; 0: such a request is cancelled. */
  paymentHours: number
}

export interface Course extends CourseSettings {
  id: string
  /** Enrollments that hold a seat. */
  seatsTaken: number
  /** Enrollments that wait for one. */
  waiting: number
}

type NewCourse = Pick<Course, 'id' | 'title' | 'seats'> & Partial<CourseSettings>

/** A new course: no seat is taken, nobody waits. */
export function courseItem({ id, title, seats, waitlist = 0, opensAt, closesAt, paymentHours = 0 }: NewCourse): Item {
  return {
    ...courseKey(id),
    [indexKey]: { S: COURSES },
    title: { S: title },
    seats: { N: String(seats) },
    seatsTaken: { N: '0' },
    waiting: { N: '0' },
    waitlist: { N: String(waitlist) },
    paymentHours: { N: String(paymentHours) },
    ...(opensAt === undefined ? {} : { opensAt: { S: opensAt } }),
    ...(closesAt === undefined ? {} : { closesAt: { S: closesAt } }),
  }
}

/** The title of a course without one is its id. */
export function courseOf(item: StoredItem): Course {
  const id = courseIdOf(item)
  return {
    id,
    title: textOf(item, 'title') || id,
    seats: numberOf(item, 'seats'),
    seatsTaken: numberOf(item, 'seatsTaken'),
    waiting: numberOf(item, 'waiting'),
    waitlist: numberOf(item, 'waitlist'),
    opensAt: optionalTextOf(item, 'opensAt'),
    closesAt: optionalTextOf(item, 'closesAt'),
    paymentHours: numberOf(item, 'paymentHours'),
  }
}

/** Under what the index lists all courses. */
export const COURSES = 'COURSE'
