import type { Course } from 'records'
import { checkCourseId } from './course-settings.ts'
import { Failure } from './failure.ts'
import { readCourse } from './table.ts'
import type { Target } from './target.ts'

/** The course with an id that was typed. */
export async function courseNamed(target: Target, option: string, id: string): Promise<Course> {
  checkCourseId(option, id)
  const course = await readCourse(target, id)
  if (course !== undefined) return course
  throw new Failure(`There is no course ${id}. To see all courses: enroll courses list`)
}
