import type { Course } from 'records'
import { print, printJson } from '../print.ts'
import { renderCourses } from '../render-list.ts'
import { readCourses } from '../table.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface ListedCourse extends Omit<Course, 'seatsTaken'> {
  taken: number
  free: number
}

/** Lists every course with its seats, sorted by id. */
export async function listCourses({ json, ...options }: TargetOptions & { json?: true }): Promise<number> {
  const courses = (await readCourses(targetOf(options))).map(listed)
  courses.sort((a, b) => (a.id < b.id ? -1 : 1))
  if (json) printJson(courses)
  else print(courses.length === 0 ? 'No courses yet. Add one with: enroll courses add' : renderCourses(courses))
  return 0
}

function listed({ seatsTaken: taken, ...course }: Course): ListedCourse {
  return { ...course, taken, free: Math.max(0, course.seats - taken) }
}
