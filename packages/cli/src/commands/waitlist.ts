import { courseNamed } from '../course-named.ts'
import { print, printJson } from '../print.ts'
import { renderTable } from '../render-table.ts'
import { readEnrollments, readLine } from '../table.ts'
import { type TargetOptions, targetOf } from '../target.ts'
import { inShort } from '../times.ts'

export interface InCourseOptions extends TargetOptions {
  course: string
  json?: true
}

/** Lists who waits for a seat in a course, in the order in which they get one. */
export async function waitlist({ course, json, ...options }: InCourseOptions): Promise<number> {
  const target = targetOf(options)
  const { waitlist: places } = await courseNamed(target, '--course', course)
  const [line, enrollments] = await Promise.all([readLine(target, course), readEnrollments(target, course)])
  const names = new Map(enrollments.map((enrollment) => [enrollment.email, enrollment]))
  const waiting = line.map(({ email, since }, index) => {
    const { name = '', requestedBy, execution } = names.get(email) ?? {}
    return { position: index + 1, since, name, email, requestedBy, execution }
  })
  if (json) printJson(waiting)
  else if (waiting.length === 0) print(`Nobody waits for ${course}${places === 0 ? ': it has no waitlist' : ''}.`)
  else {
    const rows = waiting.map(({ position, since, name, email }) => [position, inShort(since), name, email])
    print(renderTable(['#', 'since', 'name', 'e-mail'], rows, 2))
  }
  return 0
}
