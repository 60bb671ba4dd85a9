const DEFAULT_COURSE = 'serverless-101'

/** A course id: it becomes part of a key, so it is bounded and free of the key's separator. */
const COURSE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** The id of the course that a request asks for, the default one where it names none; null for what cannot be an id. */
export function requestedCourse(course: string | null | false): string | null {
  if (course === false) return null
  const id = course?.trim() ?? ''
  if (id === '') return DEFAULT_COURSE
  return COURSE_ID.test(id) ? id : null
}
