import type { ExecutionListItem } from '@aws-sdk/client-sfn'
import type { StudentRecord } from 'records'
import stringWidth from 'string-width'
import type { ListedCourse } from './commands/list-courses.ts'
import { hang, pad, visible, WIDTH } from './layout.ts'
import { renderTable } from './render-table.ts'

/** One line for an execution; a name that does not fit gets a line of its own. */
export function renderListed({ name = '', status, startDate, stopDate }: ExecutionListItem): string {
  const started = startDate?.toISOString().replace(/\.\d+Z$/, 'Z') ?? ''
  const duration = startDate && stopDate ? durationOf(stopDate.getTime() - startDate.getTime()) : ''
  const head = `${(status ?? '').padEnd(10)} ${started} ${duration.padStart(9)}`
  return stringWidth(`${head}  ${name}`) <= WIDTH ? `${head}  ${name}` : `${head}\n${name}`
}

function durationOf(durationMs: number): string {
  return durationMs < 1_000_000 ? `${durationMs} ms` : `${Math.round(durationMs / 1000)} s`
}

/** Numbers come first: they are narrow, so a long id or title shifts nothing. */
export function renderCourses(
  courses: readonly Pick<ListedCourse, 'id' | 'title' | 'seats' | 'taken' | 'free' | 'waiting'>[],
): string {
  const rows = courses.map(({ id, title, seats, taken, free, waiting }) => [seats, taken, free, waiting, id, title])
  return renderTable(['seats', 'taken', 'free', 'wait', 'id', 'title'], rows, 4)
}

export function renderRecord({ name, email, payment }: StudentRecord): string {
  return hang(`${payment.padEnd(7)}  `, `${pad(visible(email), 30)}  ${visible(name)}`)
}
