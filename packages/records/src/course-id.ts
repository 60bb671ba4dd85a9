/** The course of a request that names none. */
export const DEFAULT_COURSE = 'serverless-101'

/**
 * A course id as the source of a regular expression: it becomes part of a key, so it is bounded and free of the key's
 * separator.
 */
export const COURSE_ID = '[A-Za-z0-9][A-Za-z0-9._-]{0,63}'

const courseId = new RegExp(`^${COURSE_ID}$`)

export function isCourseId(text: string): boolean {
  return courseId.test(text)
}
