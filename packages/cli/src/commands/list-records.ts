import { isStudentWith, type Key, type StudentRecord, studentKey, studentOf } from 'records'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { renderRecord } from '../render-list.ts'
import { recordItems } from '../scan.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface RecordListOptions extends TargetOptions {
  limit: string
  /** The last address of the previous page. */
  after?: string
  /** A part of the name or the address. */
  find?: string
  json?: true
}

const MAX_LIMIT = 10_000

/** Lists a page of the student records, in the table's order. */
export async function listRecords({ limit, after, find, json, ...options }: RecordListOptions): Promise<number> {
  const max = Number(limit)
  if (!/^\d+$/.test(limit) || max < 1 || max > MAX_LIMIT) {
    throw new Failure(`--limit ${limit} is out of range: expected a whole number from 1 to ${MAX_LIMIT}.`)
  }
  const records: StudentRecord[] = []
  let next: string | null = null
  for await (const item of recordItems(targetOf(options), after === undefined ? undefined : keyOf(after))) {
    const record = studentOf(item)
    if (find !== undefined && !isStudentWith(find, record)) continue
    // One more than the limit: there is another page.
    if (records.length === max) {
      next = records.at(-1)?.email ?? null
      break
    }
    records.push(record)
  }
  if (json) printJson({ records, next })
  else if (records.length === 0 && find !== undefined) print('No student record has this in its name or address.')
  else if (records.length === 0) print('No student records. Add one with: enroll records add')
  else print([...records.map(renderRecord), ...(next === null ? [] : [`\nNext page: --after ${next}`])].join('\n'))
  return 0
}

function keyOf(email: string): Key {
  return studentKey(email.trim().toLowerCase())
}
