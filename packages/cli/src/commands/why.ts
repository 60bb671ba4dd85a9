import type { StudentRecord } from 'records'
import { checkedEmail } from '../checked-fields.ts'
import { print, printJson } from '../print.ts'
import { renderEnded, renderEnrollment, renderPaymentOf } from '../render-student.ts'
import { readRecord, readStudent } from '../table.ts'
import { sameTarget, type TargetOptions, targetOf } from '../target.ts'

/** Shows all that is known of a student, newest first. */
export async function why({
  email: typed,
  json,
  ...options
}: TargetOptions & { email: string; json?: true }): Promise<number> {
  const target = targetOf(options)
  const email = await checkedEmail(target, typed)
  const [record, { enrollments, ended }] = await Promise.all([readRecord(target, email), readStudent(target, email)])
  enrollments.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  ended.sort((a, b) => (a.endedAt < b.endedAt ? 1 : -1))
  if (json) {
    const shown = enrollments.map(({ taskToken: _, waitKey: __, ...enrollment }) => enrollment)
    printJson({ email, record: record ?? null, enrollments: shown, ended })
  } else {
    const requests = [...enrollments.map(renderEnrollment), ...ended.map(renderEnded)]
    const hint = `To see every step of one: enroll show EXECUTION${sameTarget(options)}`
    print([renderHead(email, record), ...requests, requests.length > 0 ? hint : 'No request is known.'].join('\n\n'))
  }
  return 0
}

function renderHead(email: string, record: StudentRecord | undefined): string {
  if (record === undefined) return `${email}: no student record`
  return `${record.name} <${email}>, payment ${renderPaymentOf(record)}`
}
