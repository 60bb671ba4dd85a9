import { describeCharacter, fits } from 'kit'

const DEFAULT_COURSE = 'serverless-101'
const MAX_CHARACTERS = 64

/** A course id: it becomes part of a key, so it is bounded and free of the key's separator. */
const COURSE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const NOT_IN_COURSE_ID = /^[._-]|[^A-Za-z0-9._-]/u

/** The id of the course that a request asks for, the default one where it names none; null for what cannot be an id. */
export function requestedCourse(course: string | null | false): string | null {
  if (course === false) return null
  const id = course?.trim() ?? ''
  if (id === '') return DEFAULT_COURSE
  return COURSE_ID.test(id) ? id : null
}

/** Why there is no course for what a request asks for, without quoting it. */
export function unknownCourse(course: string | null | false): string {
  if (course === false) return 'Course is not text. Expected the id of a course.'
  const id = course?.trim() ?? ''
  if (id === '') return `There is no course ${DEFAULT_COURSE}, the one for requests that name none.`
  if (!fits(id, MAX_CHARACTERS))
    return `Course is longer than ${MAX_CHARACTERS} characters. Expected the id of a course.`
  const [unexpected] = NOT_IN_COURSE_ID.exec(id) ?? []
  if (unexpected === undefined) return 'There is no course with this id.'
  const where = id.startsWith(unexpected) ? 'begins with' : 'holds'
  return `Course ${where} ${describeCharacter(unexpected)}, as no course id does. Expected the id of a course.`
}
