import { type AttributeValue, GetItemCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb'
import {
  COURSES,
  type Course,
  courseKey,
  courseOf,
  type EndedRequest,
  type Enrollment,
  endedRequestOf,
  enrollmentKey,
  enrollmentOf,
  indexKey,
  type Key,
  keyPrefix,
  NO_COURSE,
  type PlaceInLine,
  placeInLineOf,
  type StudentRecord,
  sortKeyPrefix,
  studentKey,
  studentOf,
  table,
} from 'records'
import type { Target } from './target.ts'

export type TableItem = Record<string, AttributeValue>

type Where = Pick<Target, 'dynamodb' | 'tableName'>

/** All courses, by the index: a moment behind. */
export async function readCourses(where: Where): Promise<Course[]> {
  return (await query(where, indexed(COURSES))).map(courseOf)
}

export async function readCourse(where: Where, id: string): Promise<Course | undefined> {
  const item = await readItem(where, courseKey(id))
  return item && courseOf(item)
}

export async function readRecord(where: Where, email: string): Promise<StudentRecord | undefined> {
  const item = await readItem(where, studentKey(email))
  return item && studentOf(item)
}

export async function readEnrollment(where: Where, course: string, email: string): Promise<Enrollment | undefined> {
  const item = await readItem(where, enrollmentKey(course, email))
  return item && enrollmentOf(item)
}

/** The enrollments of a course, by address. */
export async function readEnrollments(where: Where, course: string): Promise<Enrollment[]> {
  return (await query(where, inCourse(course, keyPrefix.student))).map(enrollmentOf)
}

/** Those who wait, in order. */
export async function readLine(where: Where, course: string): Promise<PlaceInLine[]> {
  return (await query(where, inCourse(course, sortKeyPrefix.waiting))).map(placeInLineOf)
}

/** The newest requests for a course that ended, newest first. Without a course: those for none that can be. */
export async function readEnded(where: Where, course = NO_COURSE, limit?: number): Promise<EndedRequest[]> {
  const input = { ...inCourse(course, sortKeyPrefix.ended), ScanIndexForward: false }
  return (await query(where, input, limit)).map(endedRequestOf)
}

/** All enrollments and ended requests of a student, as they are stored: the index finds them, a moment behind. */
export async function readStudentItems(
  where: Where,
  email: string,
): Promise<{ enrollments: TableItem[]; ended: TableItem[] }> {
  const items = await query(where, indexed(studentKey(email).pk.S))
  const isEnded = ({ sk }: TableItem) => sk?.S?.startsWith(sortKeyPrefix.ended) ?? false
  return { enrollments: items.filter((item) => !isEnded(item)), ended: items.filter(isEnded) }
}

export async function readStudent(
  where: Where,
  email: string,
): Promise<{ enrollments: Enrollment[]; ended: EndedRequest[] }> {
  const { enrollments, ended } = await readStudentItems(where, email)
  return { enrollments: enrollments.map(enrollmentOf), ended: ended.map(endedRequestOf) }
}

export async function readItem({ dynamodb, tableName }: Where, key: Key): Promise<TableItem | undefined> {
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }))
  return Item
}

type Query = Omit<QueryCommandInput, 'TableName'>

async function query({ dynamodb, tableName }: Where, input: Query, limit = Number.POSITIVE_INFINITY) {
  const items: TableItem[] = []
  let from: TableItem | undefined
  do {
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(
      new QueryCommand({
        TableName: tableName,
        ...input,
        ExclusiveStartKey: from,
        ...(Number.isFinite(limit) ? { Limit: limit - items.length } : {}),
      }),
    )
    items.push(...Items)
    from = LastEvaluatedKey
  } while (from !== undefined && items.length < limit)
  return items
}

function inCourse(course: string, prefix: string): Query {
  return {
    KeyConditionExpression: `${table.partitionKey} = :course AND begins_with(${table.sortKey}, :prefix)`,
    ExpressionAttributeValues: { ':course': courseKey(course).pk, ':prefix': { S: prefix } },
    ConsistentRead: true,
  }
}

function indexed(value: string): Query {
  return {
    IndexName: table.index.name,
    KeyConditionExpression: `${indexKey} = :value`,
    ExpressionAttributeValues: { ':value': { S: value } },
  }
}
