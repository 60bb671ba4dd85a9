import { call } from './call.ts'
import type { Page } from './step-functions.ts'

/** The records as the table keeps them: `COURSE#id` / `COURSE`, `COURSE#id` / `STUDENT#email`, `STUDENT#email` / `RECORD`. */
export interface Course {
  id: string
  title: string
  seats: number
  seatsTaken: number
}

export interface Enrollment {
  course: string
  name: string
  email: string
  enrolledAt: string
  executionArn: string
}

export interface StudentRecord {
  name: string
  email: string
  payment: string
}

type Item = Record<string, { S?: string; N?: string } | undefined>

/** There is no index of courses: the table is scanned for them. */
export async function listCourses(tableName: string, signal?: AbortSignal): Promise<Course[]> {
  const courses: Course[] = []
  let from: string | undefined
  do {
    const page: Page<Item> = await scan(tableName, 'COURSE', from, signal)
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
      ExpressionAttributeValues: { ':course': { S: `COURSE#${course}` }, ':student': { S: 'STUDENT#' } },
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
      dynamodb<{ Item?: Item }>(
        'GetItem',
        { TableName: tableName, Key: { pk: { S: `COURSE#${course}` }, sk: { S: `STUDENT#${email}` } } },
        signal,
      ),
    ),
  )
  return found.flatMap(({ Item }) => (Item === undefined ? [] : [enrollmentOf(Item)]))
}

export async function listRecords(
  query: { tableName: string; from?: string },
  signal?: AbortSignal,
): Promise<Page<StudentRecord>> {
  const page = await scan(query.tableName, 'RECORD', query.from, signal)
  return {
    ...page,
    items: page.items.map((item) => ({
      name: textIn(item, 'name'),
      email: textIn(item, 'email'),
      payment: textIn(item, 'payment'),
    })),
  }
}

interface WirePage {
  Items?: Item[]
  LastEvaluatedKey?: Item
}

async function scan(
  tableName: string,
  sk: string,
  from: string | undefined,
  signal?: AbortSignal,
): Promise<Page<Item>> {
  const page = await dynamodb<WirePage>(
    'Scan',
    {
      TableName: tableName,
      FilterExpression: 'sk = :kind',
      ExpressionAttributeValues: { ':kind': { S: sk } },
      ...(from && { ExclusiveStartKey: JSON.parse(from) }),
    },
    signal,
  )
  return pageOf(page, (item) => item)
}

function pageOf<T>({ Items = [], LastEvaluatedKey }: WirePage, read: (item: Item) => T): Page<T> {
  return { items: Items.map(read), ...(LastEvaluatedKey && { next: JSON.stringify(LastEvaluatedKey) }) }
}

function courseOf(item: Item): Course {
  const id = textIn(item, 'pk').replace('COURSE#', '')
  return {
    id,
    title: textIn(item, 'title') || id,
    seats: numberIn(item, 'seats'),
    seatsTaken: numberIn(item, 'seatsTaken'),
  }
}

function enrollmentOf(item: Item): Enrollment {
  return {
    course: textIn(item, 'pk').replace('COURSE#', ''),
    name: textIn(item, 'name'),
    email: textIn(item, 'email'),
    enrolledAt: textIn(item, 'enrolledAt'),
    executionArn: textIn(item, 'execution'),
  }
}

function textIn(item: Item, key: string): string {
  return item[key]?.S ?? ''
}

function numberIn(item: Item, key: string): number {
  return Number(item[key]?.N ?? 0)
}

function dynamodb<T>(operation: string, input: object, signal?: AbortSignal): Promise<T> {
  return call('DynamoDB_20120810', operation, input, signal)
}
