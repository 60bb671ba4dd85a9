import type { ExecutionListItem } from '@aws-sdk/client-sfn'
import type { StudentRecord } from 'records'
import stringWidth from 'string-width'
import type { ListedCourse } from './commands/list-courses.ts'
import { hang, pad, WIDTH } from './layout.ts'

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
export function renderCourses(courses: readonly ListedCourse[]): string {
  const idWidth = Math.min(24, Math.max(2, ...courses.map(({ id }) => stringWidth(id))))
  const line = (cells: readonly string[], id: string, title: string) =>
    hang(`${cells.map((cell) => cell.padStart(7)).join(' ')}  `, `${pad(id, idWidth)}  ${visible(title)}`)
  const rows = courses.map(({ id, title, seats, taken, free }) => line([seats, taken, free].map(String), id, title))
  return [line(['seats', 'taken', 'free'], 'id', 'title'), ...rows].join('\n')
}

export function renderRecord({ name, email, payment }: StudentRecord): string {
  return hang(`${payment.padEnd(7)}  `, `${pad(visible(email), 30)}  ${visible(name)}`)
}

/** Replaces the control characters that a terminal would act on: names and titles are free text. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, '�')
}
