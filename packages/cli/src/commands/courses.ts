import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { courseItem, DEFAULT_COURSE, isCourseId } from 'records'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface CourseOptions extends TargetOptions {
  id: string
  title?: string
  seats: string
  json?: true
}

const MAX_SEATS = 1_000_000

/** Adds a course with all its seats free. An existing course is left unchanged: its seats may be taken. */
export async function addCourse({ id, title = id, seats, json, ...options }: CourseOptions): Promise<number> {
  if (!isCourseId(id)) {
    throw new Failure(
      `--id is not a course id: expected 1 to 64 letters, digits, dots, underscores or hyphens, such as ${DEFAULT_COURSE}.`,
    )
  }
  const count = Number(seats)
  if (!/^\d+$/.test(seats) || count > MAX_SEATS) {
    throw new Failure(`--seats ${seats} is out of range: expected a whole number from 0 to ${MAX_SEATS}.`)
  }
  const target = targetOf(options)
  try {
    await target.dynamodb.send(
      new PutItemCommand({
        TableName: target.tableName,
        Item: courseItem({ id, title, seats: count }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    )
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error
    throw new Failure(`The course ${id} already exists, and its seats may be taken. Choose another --id.`)
  }
  if (json) printJson({ id, title, seats: count })
  else print(`Added the course ${id} (${title}) with ${count} seats.`)
  return 0
}
