import {
  type Course,
  courseKey,
  courseOf,
  type Enrollment,
  enrollmentKey,
  enrollmentOf,
  keyPrefix,
  type StoredItem,
  type StudentRecord,
  sortKey,
  studentOf,
} from 'records'
import { call } from './call.ts'
import type { Page } from './step-functions.ts'

/** The table has no index of courses, so it is scanned for them. */
export async function listCourses(tableName: string, signal?: AbortSignal): Promise<Course[]> {
  const courses: Course[] = []
  let from: string | undefined
  do {
    const page: Page<StoredItem> = await scan(tableName, 'course', from, signal)
    courses.push(...page.items.map(courseOf))
    from = page.next
  } while (from !== undefined)
  return courses.sort((one, other) => one.id.localeCompare(other.id))
}

export async function listEnrollments(
  query: { tableName: string; course: string; pageSize: number; from?: string },
  signal?: AbortSignal,
): Promise<Page<Enrollment>> {
  const { tableName, course, pageSize, from } = query
  const page = await dynamodb<WirePage>(
    'Query',
    {
      TableName: tableName,
      KeyConditionExpression: 'pk = :course AND begins_with(sk, :student)',
      ExpressionAttributeValues: { ':course': courseKey(course).pk, ':student': { S: keyPrefix.student } },
      Limit: pageSize,
      ...(from && { ExclusiveStartKey: JSON.parse(from) }),
    },
    signal,
  )
  return pageOf(page, enrollmentOf)
}

/** The enrollment of one address in each of the courses. */
export async function findEnrollments(
  tableName: string,
  courses: readonly string[],
  email: string,
  signal?: AbortSignal,
): Promise<Enrollment[]> {
  const found = await Promise.all(
    courses.map((course) =>
      dynamodb<{ Item?: StoredItem }>('GetItem', { TableName: tableName, Key: enrollmentKey(course, email) }, signal),
    ),
  )
  return found.flatMap(({ Item }) => (Item === undefined ? [] : [enrollmentOf(Item)]))
}

export async function listRecords(
  query: { tableName: string; from?: string },
  signal?: AbortSignal,
): Promise<Page<StudentRecord>> {
  const page = await scan(query.tableName, 'student', query.from, signal)
  return { ...page, items: page.items.map(studentOf) }
}

interface WirePage {
  Items?: StoredItem[]
  LastEvaluatedKey?: StoredItem
}

async function scan(
  tableName: string,
  kind: keyof typeof sortKey,
  from: string | undefined,
  signal?: AbortSignal,
): Promise<Page<StoredItem>> {
  const page = await dynamodb<WirePage>(
    'Scan',
    {
      TableName: tableName,
      FilterExpression: 'sk = :kind',
      ExpressionAttributeValues: { ':kind': { S: sortKey[kind] } },
      ...(from && { ExclusiveStartKey: JSON.parse(from) }),
    },
    signal,
  )
  return pageOf(page, (item) => item)
}

function pageOf<T>({ Items = [], LastEvaluatedKey }: WirePage, read: (item: StoredItem) => T): Page<T> {
  return { items: Items.map(read), ...(LastEvaluatedKey && { next: JSON.stringify(LastEvaluatedKey) }) }
}

function dynamodb<T>(operation: string, input: object, signal?: AbortSignal): Promise<T> {
  return call('DynamoDB_20120810', operation, input, signal)
}
