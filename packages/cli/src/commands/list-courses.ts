import { print, printJson } from '../print.ts'
import { renderCourses } from '../render-list.ts'
import { itemsOf, type TableItem } from '../scan.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface ListedCourse {
  id: string
  title: string
  seats: number
  taken: number
  free: number
}

/** Lists every course with its seats, by id. */
export async function listCourses({ json, ...options }: TargetOptions & { json?: true }): Promise<number> {
  const courses: ListedCourse[] = []
  for await (const item of itemsOf(targetOf(options), 'COURSE')) courses.push(courseOf(item))
  courses.sort((a, b) => (a.id < b.id ? -1 : 1))
  if (json) printJson(courses)
  else print(courses.length === 0 ? 'No courses yet. Add one with: enroll courses add' : renderCourses(courses))
  return 0
}

function courseOf({ pk, title, seats, seatsTaken }: TableItem): ListedCourse {
  const id = (pk?.S ?? '').replace(/^COURSE#/, '')
  const [all, taken] = [Number(seats?.N ?? 0), Number(seatsTaken?.N ?? 0)]
  return { id, title: title?.S ?? id, seats: all, taken, free: Math.max(0, all - taken) }
}
