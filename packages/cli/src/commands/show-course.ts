import { courseNamed } from '../course-named.ts'
import { print, printJson } from '../print.ts'
import { renderCourse } from '../render-course.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface CourseIdOptions extends TargetOptions {
  id: string
  json?: true
}

/** Shows a course: its seats, its dates, its waitlist. */
export async function showCourse({ id, json, ...options }: CourseIdOptions): Promise<number> {
  const course = await courseNamed(targetOf(options), '--id', id)
  if (json) printJson(course)
  else print(renderCourse(course))
  return 0
}
