import type { Columns, StudentImport, StudentImportCheck } from 'intake'
import { type StudentRecord, sortKey, studentItem, studentKey, studentOf } from 'records'
import { administer, refuseLarge } from './call.ts'
import type { Page } from './step-functions.ts'
import { addItem, changeItem, deleteItem, getItem, scanFor } from './table.ts'

export async function listStudents(
  query: { tableName: string; from?: string },
  signal?: AbortSignal,
): Promise<Page<StudentRecord>> {
  const page = await scanFor({ ...query, sortKey: sortKey.student }, signal)
  return { ...page, items: page.items.map(studentOf) }
}

export async function readStudent(tableName: string, email: string, signal?: AbortSignal) {
  const item = await getItem(tableName, studentKey(email), signal)
  return item && studentOf(item)
}

export async function addStudent(tableName: string, student: StudentRecord): Promise<void> {
  await addItem(tableName, studentItem(student)).catch((error: Error) => {
    if (error.name !== 'ConditionalCheckFailedException') throw error
    throw new Error('There is a student with this address already. Search for it, and edit that one.')
  })
}

/** Changes name and payment, unless somebody else has changed the same meanwhile. */
export async function changeStudent(tableName: string, before: StudentRecord, after: StudentRecord): Promise<void> {
  const [was, is] = [studentItem(before), studentItem(after)]
  const changed = (['name', 'payment'] as const).filter((field) => before[field] !== after[field])
  if (changed.length === 0) return
  const only = (item: typeof was) => Object.fromEntries(changed.map((field) => [field, item[field]]))
  await changeItem(tableName, studentKey(before.email), only(was), only(is)).catch((error: Error) => {
    if (error.name !== 'ConditionalCheckFailedException') throw error
    throw new Error('Somebody else has changed this student meanwhile. Close this, and edit again.')
  })
}

export function removeStudent(tableName: string, email: string): Promise<void> {
  return deleteItem(tableName, studentKey(email))
}

/** Everything that is known of a student moves to the new address: the server does it. */
export function renameStudent(from: string, to: string): Promise<{ to: string }> {
  return administer('POST', 'students/rename', { from, to })
}

export interface ImportSettings {
  replace: boolean
  /** Instead of those that the headings say. */
  columns?: Columns | undefined
}

/** Adds the students of a spreadsheet, all or none. */
export function importStudents(file: File, settings: ImportSettings): Promise<StudentImport> {
  return administer('POST', `students/import?${queryOf(settings)}`, file)
}

/** What that would do. */
export async function checkImport(file: File, settings: ImportSettings): Promise<StudentImportCheck> {
  refuseLarge(file)
  return administer('POST', `students/import?check=true&${queryOf(settings)}`, file)
}

function queryOf({ replace, columns }: ImportSettings): string {
  const chosen = columns === undefined ? '' : `&columns=${encodeURIComponent(JSON.stringify(columns))}`
  return `replace=${replace}${chosen}`
}
