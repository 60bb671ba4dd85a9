import { type Item, numberOf, type StoredItem, textOf } from './item.ts'
import { courseIdOf, courseKey } from './keys.ts'

export interface Course {
  id: string
  title: string
  seats: number
  seatsTaken: number
}

/** A new course: no seat is taken. */
export function courseItem({ id, title, seats }: Omit<Course, 'seatsTaken'>): Item {
  return { ...courseKey(id), title: { S: title }, seats: { N: String(seats) }, seatsTaken: { N: '0' } }
}

/** The title of a course without one is its id. */
export function courseOf(item: StoredItem): Course {
  const id = courseIdOf(item)
  return {
    id,
    title: textOf(item, 'title') || id,
    seats: numberOf(item, 'seats'),
    seatsTaken: numberOf(item, 'seatsTaken'),
  }
}
