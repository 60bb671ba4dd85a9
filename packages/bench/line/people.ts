import { courseKey, type Item, indexKey, sortKeyPrefix, studentItem, studentKey } from 'records'
import { stateMachines } from 'workflow'

const JOINED_MS = Date.parse('2026-01-01T00:00:00Z')

/** What the table holds of those who wait in a line, as the workflow writes it: record, enrollment and place of each. */
export function peopleInLine(course: string, people: number): Item[] {
  return Array.from({ length: people }, (_, n) => personInLine(course, n)).flat()
}

export function emailOf(course: string, n: number): string {
  return `s${n}@${course}.example`
}

function personInLine(course: string, n: number): Item[] {
  const email = emailOf(course, n)
  const joinedAt = new Date(JOINED_MS + 1_000 * n).toISOString()
  const name = `${course}-${n}`
  const waitKey = { S: `${sortKeyPrefix.waiting}${joinedAt}#${name}` }
  const student = studentKey(email).pk
  const { pk } = courseKey(course)
  return [
    studentItem({ name: 'Student', email, payment: 'Done' }),
    {
      pk,
      sk: student,
      [indexKey]: student,
      status: { S: 'WAITLISTED' },
      name: { S: 'Student' },
      email: { S: email },
      startedAt: { S: joinedAt },
      execution: { S: `arn:aws:states:us-east-1:000000000000:execution:${stateMachines.enrollment}:${name}` },
      waitKey,
    },
    { pk, sk: waitKey, email: { S: email } },
  ]
}
