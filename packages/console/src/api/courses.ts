import { COURSES, type Course, type CourseSettings, courseItem, courseKey, courseOf, table } from 'records'
import { type Attributes, addItem, changeItem, getItem, queryAll } from './table.ts'

export async function listCourses(tableName: string, signal?: AbortSignal): Promise<Course[]> {
  const { name: index, partitionKey } = table.index
  const items = await queryAll({ tableName, index, partition: [partitionKey, COURSES] }, signal)
  return items.map(courseOf).sort((one, other) => one.title.localeCompare(other.title))
}

export async function addCourse(tableName: string, course: CourseSettings & { id: string }): Promise<void> {
  await addItem(tableName, courseItem(course)).catch((error: Error) => {
    if (error.name !== 'ConditionalCheckFailedException') throw error
    throw new Error(`The course ${course.id} exists already. Choose another id, or edit that course.`)
  })
}

/** Changes what differs, unless somebody else has changed just that since it was read as `before`. */
export async function changeCourse(tableName: string, before: Course, after: CourseSettings): Promise<void> {
  const wanted = settingsOf(after)
  const shown = settingsOf(before)
  const changed = Object.keys(wanted).filter((name) => !same(shown[name], wanted[name]))
  if (changed.length === 0) return
  // As it is stored: a setting that is 0 may be absent there.
  const item = (await getItem(tableName, courseKey(before.id))) ?? {}
  const stored = settingsOf(courseOf(item))
  if (changed.some((name) => !same(stored[name], shown[name]))) throw changedMeanwhile()
  const only = (attributes: Attributes) => Object.fromEntries(changed.map((name) => [name, attributes[name]]))
  await changeItem(tableName, courseKey(before.id), only(item), only(wanted)).catch((error: Error) => {
    throw error.name === 'ConditionalCheckFailedException' ? changedMeanwhile() : error
  })
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function changedMeanwhile(): Error {
  return new Error(
    'Somebody else has changed this course meanwhile. Close this, look at the course, and edit it again.',
  )
}

function settingsOf({ title, seats, waitlist, paymentHours, opensAt, closesAt }: CourseSettings): Attributes {
  return {
    title: { S: title },
    seats: { N: String(seats) },
    waitlist: { N: String(waitlist) },
    paymentHours: { N: String(paymentHours) },
    opensAt: opensAt === undefined ? undefined : { S: opensAt },
    closesAt: closesAt === undefined ? undefined : { S: closesAt },
  }
}
