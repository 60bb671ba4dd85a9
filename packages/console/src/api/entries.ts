import {
  courseKey,
  type EndedRequest,
  type Enrollment,
  endedRequestOf,
  enrollmentKey,
  enrollmentOf,
  keyPrefix,
  NO_COURSE,
  type StoredItem,
  sortKeyPrefix,
  studentKey,
  table,
} from 'records'
import { getItem, queryAll } from './table.ts'

/** What the table knows of one request: an enrollment, or how it ended. */
export type Entry = ({ kind: 'enrollment'; position?: number } & Enrollment) | ({ kind: 'ended' } & EndedRequest)

/** Every request of a course that the table knows, the newest first; without a course: of those that name none. */
export async function entriesOfCourse(
  tableName: string,
  course: string = NO_COURSE,
  signal?: AbortSignal,
): Promise<Entry[]> {
  const partition: [string, string] = [table.partitionKey, courseKey(course).pk.S]
  return entriesIn(await queryAll({ tableName, partition }, signal))
}

/** A student's whole story. */
export async function entriesOfStudent(tableName: string, email: string, signal?: AbortSignal): Promise<Entry[]> {
  const { name: index, partitionKey } = table.index
  return entriesIn(await queryAll({ tableName, index, partition: [partitionKey, studentKey(email).pk.S] }, signal))
}

export async function readEnrollment(
  query: { tableName: string; course: string; email: string },
  signal?: AbortSignal,
): Promise<Enrollment | undefined> {
  const item = await getItem(query.tableName, enrollmentKey(query.course, query.email), signal)
  return item && enrollmentOf(item)
}

export function entriesIn(items: readonly StoredItem[]): Entry[] {
  const sortKeys = items.map(({ sk }) => sk?.S ?? '')
  const line = sortKeys.filter((key) => key.startsWith(sortKeyPrefix.waiting)).sort()
  const positions = new Map(line.map((key, index) => [key, index + 1]))
  const entries = items.flatMap((item, index): Entry[] => {
    const key = sortKeys[index] ?? ''
    if (key.startsWith(sortKeyPrefix.ended)) return [{ kind: 'ended', ...endedRequestOf(item) }]
    if (!key.startsWith(keyPrefix.student)) return []
    const enrollment = enrollmentOf(item)
    const position = positions.get(enrollment.waitKey ?? '')
    return [{ kind: 'enrollment', ...enrollment, ...(position !== undefined && { position }) }]
  })
  return entries.sort((one, other) => other.startedAt.localeCompare(one.startedAt))
}
