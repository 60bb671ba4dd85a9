import { BYTE_ORDER_MARK, csvLine } from 'intake'
import { type Enrollment, statusInWords } from 'records'
import { courseNamed } from '../course-named.ts'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { renderTable } from '../render-table.ts'
import { readEnrollments } from '../table.ts'
import { targetOf } from '../target.ts'
import { inShort } from '../times.ts'
import type { InCourseOptions } from './waitlist.ts'

/** Lists who has a seat in a course, by name. */
export async function roster({ course, csv, json, ...options }: InCourseOptions & { csv?: true }): Promise<number> {
  if (csv && json) throw new Failure('--csv and --json are two formats: give one of them.')
  const target = targetOf(options)
  await courseNamed(target, '--course', course)
  const seated = (await readEnrollments(target, course))
    .filter(({ status }) => status !== 'WAITLISTED')
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.email.localeCompare(b.email))
  if (json) printJson(seated.map(({ taskToken: _, waitKey: __, ...enrollment }) => enrollment))
  else if (csv) process.stdout.write(csvOf(seated))
  else if (seated.length === 0) print(`Nobody has a seat in ${course} yet.`)
  else {
    const rows = seated.map((one) => [inShort(sinceOf(one)), one.name, one.email, statusOf(one)])
    print(renderTable(['since', 'name', 'e-mail', ''], rows, 1))
  }
  return 0
}

function csvOf(seated: readonly Enrollment[]): string {
  const rows = seated.map((one) => [
    one.name,
    one.email,
    statusInWords[one.status],
    sinceOf(one),
    one.requestedBy ?? '',
  ])
  const lines = [['Name', 'Email', 'Status', 'Since', 'RequestedBy'], ...rows].map((row) => csvLine(row, ','))
  return BYTE_ORDER_MARK + lines.join('')
}

function sinceOf({ enrolledAt, startedAt }: Enrollment): string {
  return enrolledAt ?? startedAt
}

/** Nothing is said of those who are enrolled. */
function statusOf({ status, heldUntil }: Enrollment): string {
  if (status === 'ENROLLED') return ''
  return `${statusInWords[status]}${heldUntil === undefined ? '' : ` until ${inShort(heldUntil)}`}`
}
