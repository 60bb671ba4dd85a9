import { type Key, type StudentRecord, studentKey, studentOf } from 'records'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { renderRecord } from '../render-list.ts'
import { itemsOf } from '../scan.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface RecordListOptions extends TargetOptions {
  limit: string
  /** The address that the page before ended with. */
  after?: string
  json?: true
}

const MOST = 10_000

/** Lists a page of the student records, in the order in which the table has them. */
export async function listRecords({ limit, after, json, ...options }: RecordListOptions): Promise<number> {
  const most = Number(limit)
  if (!/^\d+$/.test(limit) || most < 1 || most > MOST) {
    throw new Failure(`--limit ${limit} is out of range: expected a whole number from 1 to ${MOST}.`)
  }
  const records: StudentRecord[] = []
  let next: string | null = null
  for await (const item of itemsOf(targetOf(options), 'student', after === undefined ? undefined : keyOf(after))) {
    // The one too many says that there is another page.
    if (records.length === most) {
      next = records.at(-1)?.email ?? null
      break
    }
    records.push(studentOf(item))
  }
  if (json) printJson({ records, next })
  else if (records.length === 0) print('No student records here. Add one with: enroll records add')
  else print([...records.map(renderRecord), ...(next === null ? [] : [`\nMore with: --after ${next}`])].join('\n'))
  return 0
}

function keyOf(email: string): Key {
  return studentKey(email.trim().toLowerCase())
}
