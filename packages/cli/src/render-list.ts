import { reasonInWords, type StudentRecord, statusInWords } from 'records'
import type { ListedCourse } from './commands/list-courses.ts'
import { hang, pad, visible } from './layout.ts'
import { renderTable } from './render-table.ts'
import type { ListedAnswer, ListedRequest } from './requests.ts'
import { inShort } from './times.ts'

/** A line for each request: when, whose, which course, what came of it. */
export function renderRequests(requests: readonly ListedRequest[]): string {
  const rows = requests.map(({ startedAt, name, email, course, answer, reasons }) => [
    inShort(startedAt),
    email ?? name ?? '(no address)',
    course ?? '-',
    answerOf(answer, reasons),
  ])
  return renderTable(['requested', 'student', 'course', 'answer'], rows, 1)
}

function answerOf(answer: ListedAnswer, reasons: readonly string[]): string {
  if (answer in IN_WORDS) return IN_WORDS[answer] ?? answer
  return reasons.length === 0 ? 'cancelled' : `cancelled: ${reasons.map(reasonInWords).join('; ')}`
}

const IN_WORDS: Readonly<Partial<Record<ListedAnswer, string>>> = {
  ...statusInWords,
  RUNNING: 'being checked',
  FAILED: 'failed: see enroll show',
  TIMED_OUT: 'timed out: see enroll show',
  ABORTED: 'stopped by somebody',
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
