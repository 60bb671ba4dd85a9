import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import { courseKey } from 'records'
import { isConditionFailed } from '../conditions.ts'
import { courseNamed } from '../course-named.ts'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { readEnrollments } from '../table.ts'
import { sameTarget, targetOf } from '../target.ts'
import type { CourseIdOptions } from './show-course.ts'

/** Removes a course that nobody is in. What is known of requests that ended stays. */
export async function removeCourse({ id, json, ...options }: CourseIdOptions): Promise<number> {
  const target = targetOf(options)
  const course = await courseNamed(target, '--id', id)
  const enrollments = await readEnrollments(target, id)
  const refused = (count: string) =>
    new Failure(
      `The course ${id} is not removed: ${count} in it. Withdraw them first: enroll roster and waitlist list them, enroll withdraw ends each.`,
    )
  if (enrollments.length > 0)
    throw refused(enrollments.length === 1 ? '1 student is' : `${enrollments.length} students are`)
  try {
    await target.dynamodb.send(
      new DeleteItemCommand({
        TableName: target.tableName,
        Key: courseKey(id),
        ConditionExpression: 'seatsTaken = :none AND (attribute_not_exists(waiting) OR waiting = :none)',
        ExpressionAttributeValues: { ':none': { N: '0' } },
      }),
    )
  } catch (error) {
    if (!isConditionFailed(error)) throw error
    // Somebody came in between, or the counters are wrong.
    throw new Failure(
      `The course ${id} is not removed: it counts ${course.seatsTaken} seats taken and ${course.waiting} waiting. To compare: enroll verify${sameTarget(options)}`,
    )
  }
  if (json) printJson({ removed: id })
  else print(`Removed the course ${id}.`)
  return 0
}
