import { type AttributeValue, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { type Course, type CourseSettings, courseKey } from 'records'
import { type PromotionOutcome, stateMachines } from 'workflow'
import { isConditionFailed } from '../conditions.ts'
import { courseNamed } from '../course-named.ts'
import { checkDates, type SettingOptions, settingsOf } from '../course-settings.ts'
import { answerOf } from '../execution.ts'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { renderChange, renderCourse } from '../render-course.ts'
import { readCourse } from '../table.ts'
import { sameTarget, type TargetOptions, targetOf } from '../target.ts'
import { requestedBy, type WhoOptions } from '../who.ts'

export interface EditCourseOptions extends TargetOptions, SettingOptions, WhoOptions {
  id: string
  json?: true
}

type Setting = keyof CourseSettings

/**
 * Changes the settings that are given and no other. Where seats are added, those who wait get them. Where the course is closed by it, those
 * who wait are cancelled.
 */
export async function editCourse({ id, json, ...options }: EditCourseOptions): Promise<number> {
  const settings = settingsOf(options)
  if (Object.keys(settings).length === 0) {
    throw new Failure(
      'Nothing to change. Give --title, --seats, --waitlist, --opens-at, --closes-at or --payment-hours.',
    )
  }
  const target = targetOf(options)
  const before = await courseNamed(target, '--id', id)
  checkDates({ ...before, ...settings })
  const { seats = before.seats } = settings
  if (seats < before.seatsTaken) {
    throw new Failure(
      `The course ${id} has ${before.seatsTaken} seats taken: expected --seats ${before.seatsTaken} or more. Withdraw students first: enroll withdraw${sameTarget(options)}`,
    )
  }
  const who = await requestedBy(target, options)
  const changed = (Object.keys(settings) as Setting[]).filter((setting) => settings[setting] !== before[setting])
  try {
    if (changed.length > 0) await target.dynamodb.send(update(target.tableName, before, settings, changed))
  } catch (error) {
    if (!isConditionFailed(error)) throw error
    throw new Failure(
      `The course ${id} was changed by somebody else at the same time, and not by this command. Look at it (enroll courses show --id ${id}${sameTarget(options)}) and repeat.`,
    )
  }
  const isClosed = settings.closesAt !== undefined && Date.parse(settings.closesAt) <= Date.now()
  const promotion =
    seats > before.seats || isClosed
      ? await answerOf<PromotionOutcome>(target, stateMachines.promotion, { Course: id, RequestedBy: who })
      : undefined
  const { promoted, skipped } = promotion?.answer.status === 'DONE' ? promotion.answer : { promoted: 0, skipped: 0 }
  const course = (await readCourse(target, id)) ?? { ...before, ...settings }
  if (json) printJson({ ...course, changed, promoted, skipped, promotion: promotion?.execution })
  else {
    print(
      [
        ...changed.map((setting) => renderChange(setting, before, course)),
        ...(changed.length === 0 ? ['Nothing changed: it was so already.'] : []),
        ...(promoted === 0 ? [] : [`${promoted} of those who waited got a seat.`]),
        ...(isClosed ? [closed(promotion?.answer)] : []),
        // Their executions know the date that held when they began to wait, and look again each day.
        ...(!isClosed && changed.includes('closesAt') && course.closesAt !== undefined && course.waiting > 0
          ? ['Those who still wait when it closes are cancelled within a day of it.']
          : []),
        '',
        renderCourse(course),
      ].join('\n'),
    )
  }
  return 0
}

function closed(answer: PromotionOutcome | undefined): string {
  if (answer?.status !== 'DONE' || answer.skipped === 0) return 'The course is closed.'
  const { skipped, continued } = answer
  const others = continued ? ', the others follow' : ''
  return `The course is closed: ${skipped} of those who waited ${skipped === 1 ? 'is' : 'are'} cancelled${others}.`
}

/** Sets what changes, if each of it is still as it was read: nobody's change is undone unseen. */
function update(TableName: string, before: Course, settings: Partial<CourseSettings>, changed: readonly Setting[]) {
  const names: Record<string, string> = Object.fromEntries(changed.map((setting) => [`#${setting}`, setting]))
  const values: Record<string, AttributeValue> = {}
  const sets: string[] = []
  const removes: string[] = []
  const conditions = ['attribute_exists(pk)']
  for (const setting of changed) {
    const value = settings[setting]
    if (value === undefined) removes.push(`#${setting}`)
    else {
      sets.push(`#${setting} = :${setting}`)
      values[`:${setting}`] = attributeOf(value)
    }
    conditions.push(asRead(setting, before, values))
  }
  if (changed.includes('seats')) {
    names['#seatsTaken'] = 'seatsTaken'
    conditions.push('#seatsTaken <= :seats')
  }
  return new UpdateItemCommand({
    TableName,
    Key: courseKey(before.id),
    UpdateExpression: [
      ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
      ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  })
}

/** Items from before there was a setting lack it: it reads as its default. */
function asRead(setting: Setting, before: Course, values: Record<string, AttributeValue>): string {
  const value = before[setting]
  if (value === undefined) return `attribute_not_exists(#${setting})`
  values[`:was_${setting}`] = attributeOf(value)
  const isDefault = value === 0 || (setting === 'title' && value === before.id)
  const same = `#${setting} = :was_${setting}`
  return isDefault ? `(attribute_not_exists(#${setting}) OR ${same})` : same
}

function attributeOf(value: string | number): AttributeValue {
  return typeof value === 'number' ? { N: String(value) } : { S: value }
}
