import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { courseItem, courseOf } from 'records'
import { isConditionFailed } from '../conditions.ts'
import { checkCourseId, checkDates, type SettingOptions, settingsOf } from '../course-settings.ts'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { renderSettings } from '../render-course.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface CourseOptions extends TargetOptions, SettingOptions {
  id: string
  seats: string
  json?: true
}

/** Adds a course with all its seats free. An existing course is left unchanged: its seats may be taken. */
export async function addCourse({ id, json, ...options }: CourseOptions): Promise<number> {
  checkCourseId('--id', id)
  const { title = id, seats = 0, ...settings } = settingsOf(options)
  checkDates(settings)
  const target = targetOf(options)
  const item = courseItem({ id, title, seats, ...settings })
  try {
    await target.dynamodb.send(
      new PutItemCommand({
        TableName: target.tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    )
  } catch (error) {
    if (!isConditionFailed(error)) throw error
    throw new Failure(`The course ${id} already exists, and its seats may be taken. Choose another --id.`)
  }
  const course = courseOf(item)
  if (json) printJson(course)
  else
    print(
      [
        `Added the course ${id} (${title}) with ${seats} ${seats === 1 ? 'seat' : 'seats'}.`,
        ...renderSettings(course),
      ].join('\n'),
    )
  return 0
}
