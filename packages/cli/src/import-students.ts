import {
  at,
  type Columns,
  describeProblem,
  type FileFormat,
  IntakeError,
  inspectFile,
  type Place,
  type Row,
  readRows,
  type Source,
  type StudentImport,
  type StudentImportCheck,
} from 'intake'
import pMap from 'p-map'
import { DEFAULT_COURSE, type StudentRecord } from 'records'
import { checkedRecord } from './checked-fields.ts'
import { Failure } from './failure.ts'
import { putRecord } from './put-record.ts'
import { readRecord } from './table.ts'
import type { Target } from './target.ts'

const AT_ONCE = 10

export interface ImportSettings {
  replace: boolean
  /** What the caller does to replace records. */
  toReplace: string
  /** Of a spreadsheet, instead of those that its headings say. */
  columns?: Columns | undefined
}

/**
 * Adds a record for each row. The whole file is checked before anything is written: where a row has a problem, nothing is.
 * It can be repeated.
 */
export async function importStudents(target: Target, source: Source, how: ImportSettings): Promise<StudentImport> {
  const { added, different, unchanged, problems } = await plan(target, source, await formatOf(source, how), how)
  if (problems.length > 0) return { added: 0, replaced: 0, unchanged: 0, problems }
  await pMap(
    [...added, ...different],
    ({ row: _, line: __, stored, ...record }) => put(target, record, stored !== undefined),
    { concurrency: AT_ONCE },
  )
  return { added: added.length, replaced: different.length, unchanged, problems }
}

/** What that would do, and how the file is read. Writes nothing. */
export async function checkImport(target: Target, source: Source, how: ImportSettings): Promise<StudentImportCheck> {
  const format = await formatOf(source, how)
  const { headings, columns } = format.kind === 'csv' ? format : { headings: [], columns: {} }
  try {
    const { added, different, unchanged, problems } = await plan(target, source, format, how)
    return { headings, columns, added: added.length, replaced: different.length, unchanged, problems }
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error
    return { headings, columns, added: 0, replaced: 0, unchanged: 0, problems: [], fault: error.message }
  }
}

async function formatOf(source: Source, { columns }: ImportSettings): Promise<FileFormat> {
  const format = await inspectFile(source)
  return format.kind === 'csv' && columns !== undefined ? { ...format, columns } : format
}

async function plan(target: Target, source: Source, format: FileFormat, { replace, toReplace }: ImportSettings) {
  const { records, problems } = await check(target, source, format)
  const found = await pMap(
    records.values(),
    async (record) => ({ ...record, stored: await readRecord(target, record.email) }),
    { concurrency: AT_ONCE },
  )
  const different = found.filter(
    ({ stored, ...one }) => stored && (stored.name !== one.name || stored.payment !== one.payment),
  )
  if (!replace) {
    const message = `another record has this address: correct the row, or ${toReplace}`
    problems.push(...different.map(({ row, line }) => ({ row, line, message })))
  }
  problems.sort((a, b) => a.row - b.row)
  const added = found.filter(({ stored }) => stored === undefined)
  return { added, different, unchanged: found.length - added.length - different.length, problems }
}

type ImportedRecord = StudentRecord & Place

async function check(
  target: Target,
  source: Source,
  format: FileFormat,
): Promise<{ records: Map<string, ImportedRecord>; problems: StudentImport['problems'] }> {
  const records = new Map<string, ImportedRecord>()
  const problems: StudentImport['problems'] = []
  const checkRow = async (row: Row) => {
    const place = { row: row.row, line: row.line }
    if (row.status === 'duplicate') return
    if (row.status === 'refused') {
      problems.push({ ...place, message: row.problems.map(describeProblem).join('; ') })
      return
    }
    const { Name, Email, Payment } = JSON.parse(row.input) as Record<string, string>
    const checked = await checkedRecord(target, { name: Name ?? '', email: Email ?? '', payment: Payment ?? '' })
    if ('problems' in checked) {
      problems.push({ ...place, message: checked.problems.join(' ') })
      return
    }
    const { record } = checked
    const other = records.get(record.email)
    if (other === undefined) records.set(record.email, { ...record, ...place })
    else if (other.name !== record.name || other.payment !== record.payment) {
      problems.push({ ...place, message: `has the address of ${at(other)}, with another name or payment` })
    }
  }
  // A record has no course: one that the file names is not read.
  await pMap(readRows(source, format, { course: DEFAULT_COURSE }), checkRow, { concurrency: AT_ONCE })
  return { records, problems }
}

async function put(target: Target, record: StudentRecord, replace: boolean): Promise<void> {
  if (await putRecord(target, record, replace)) return
  throw new Failure('Somebody else added one of these records at the same time. Repeat it: it continues.')
}
