import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb'
import {
  type Course,
  courseIdOf,
  courseOf,
  type Enrollment,
  enrollmentOf,
  indexKey,
  keyPrefix,
  type PlaceInLine,
  placeInLineOf,
  sortKey,
  sortKeyPrefix,
} from 'records'
import type { Target } from '../target.ts'

/** All that the table has of a course. */
export interface CourseItems {
  id: string
  /** Undefined where only others of its items are there. */
  course: Course | undefined
  enrollments: Enrollment[]
  places: PlaceInLine[]
  /** Addresses of enrollments that lack the attribute of the index; undefined is the course itself. */
  notIndexed: (string | undefined)[]
}

/** Reads the whole table: what the index lacks is found in no other way. */
export async function scanCourses({ dynamodb, tableName }: Target): Promise<CourseItems[]> {
  const courses = new Map<string, CourseItems>()
  let from: Record<string, AttributeValue> | undefined
  do {
    const page = await dynamodb.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :course)',
        ExpressionAttributeValues: { ':course': { S: keyPrefix.course } },
        ExclusiveStartKey: from,
      }),
    )
    for (const item of page.Items ?? []) add(courses, item)
    from = page.LastEvaluatedKey
  } while (from !== undefined)
  return [...courses.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function add(courses: Map<string, CourseItems>, item: Record<string, AttributeValue>): void {
  const sk = item.sk?.S ?? ''
  if (sk.startsWith(sortKeyPrefix.ended)) return
  const id = courseIdOf(item)
  const items = courses.get(id) ?? { id, course: undefined, enrollments: [], places: [], notIndexed: [] }
  courses.set(id, items)
  if (sk === sortKey.course) items.course = courseOf(item)
  else if (sk.startsWith(sortKeyPrefix.waiting)) items.places.push(placeInLineOf(item))
  // The key is the address: its attribute is what somebody put there.
  else items.enrollments.push({ ...enrollmentOf(item), email: sk.slice(keyPrefix.student.length) })
  if (item[indexKey] === undefined && !sk.startsWith(sortKeyPrefix.waiting)) {
    items.notIndexed.push(sk === sortKey.course ? undefined : sk.slice(keyPrefix.student.length))
  }
}
