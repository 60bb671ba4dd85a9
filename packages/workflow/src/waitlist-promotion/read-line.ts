import type { Catcher, TaskState } from 'asl'
import { keyPrefix, sortKeyPrefix } from 'records'
import type { DefinitionOptions } from '../shared/definition-options.ts'
import { dynamoDb, itemRead, readTogether } from '../shared/dynamodb-tasks.ts'
import { courseKey, enrollmentKey, recordKey, studentOf } from '../shared/items.ts'
import { expressionOf, jsonata } from '../shared/jsonata.ts'
import type { Seat } from '../shared/seat-changes.ts'

/** Reads who is first in line. */
export function firstInLine(options: DefinitionOptions, { courseId }: Seat): TaskState {
  return dynamoDb(
    options,
    'query',
    {
      TableName: options.tableName,
      KeyConditionExpression: 'pk = :course AND begins_with(sk, :waiting)',
      ExpressionAttributeValues: { ':course': courseKey(courseId).pk, ':waiting': { S: sortKeyPrefix.waiting } },
      ConsistentRead: true,
      Limit: 1,
    },
    {
      Assign: {
        place: '{% $count($states.result.Items) > 0 ? $states.result.Items[0] : {} %}',
        student: `{% $count($states.result.Items) > 0 ? ${studentOf('$states.result.Items[0].email.S')} : '' %}`,
      },
      Next: 'IsAnybodyWaiting',
    },
  )
}

const READ = '$states.result.Responses'

/** Why the first in line is passed over, as `{code, field, message}`; an empty object where nothing is against a seat. */
const REASON = jsonata(`(
  $enrollment := ${READ}[0].Item;
  $course := ${READ}[1].Item;
  $record := ${READ}[2].Item;
  $exists($course.closesAt.S) and $toMillis($course.closesAt.S) <= $millis()
    ? {"code": 'COURSE_CLOSED', "field": 'Course', "message": 'The course closed before a seat became free.'}
    : $not($exists($record.pk))
    ? {"code": 'EMAIL_UNKNOWN', "field": 'Email', "message": 'When a seat became free, no student record had this e-mail address.'}
    : $not($record.name.S = $enrollment.name.S)
    ? {"code": 'NAME_MISMATCH', "field": 'Name', "message": 'When a seat became free, the student record had another name.'}
    : $not($record.payment.S = 'Done') and $not($number($course.paymentHours.N) > 0)
    ? {"code": 'PAYMENT_PENDING', "field": 'Payment', "message": 'When a seat became free, the payment had not arrived.'}
    : {}
)`)

/** Reads, as of one moment, all that decides whether the first in line gets a seat. */
export function readPlace(
  options: DefinitionOptions,
  { courseId, student }: Seat,
  conflict: Omit<Catcher, 'ErrorEquals'>,
): TaskState {
  const keys = [enrollmentKey(courseId, student), courseKey(courseId), recordKey(student)]
  return readTogether(options, keys, conflict, {
    Assign: { enrollment: itemRead(0), course: itemRead(1), record: itemRead(2), reason: REASON },
    Next: 'CanGiveSeat',
  })
}

/**
 * Looks for a hold that ended `graceMs` ago and is still there, a page at a time: through all enrollments of a full course, where others
 * wait.
 */
export function findOverdueHold(options: DefinitionOptions, { courseId }: Seat, graceMs: number): TaskState {
  const query = {
    TableName: options.tableName,
    KeyConditionExpression: 'pk = :course AND begins_with(sk, :students)',
    FilterExpression: '#status = :awaiting AND heldUntil <= :due',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':course': courseKey(courseId).pk,
      ':students': { S: keyPrefix.student },
      ':awaiting': { S: 'AWAITING_PAYMENT' },
      ':due': { S: `{% $fromMillis($millis() - ${graceMs}) %}` },
    },
    ConsistentRead: true,
  }
  return dynamoDb(
    options,
    'query',
    jsonata(`$merge([${expressionOf(query)}, $exists($holdsReadTo.pk) ? {"ExclusiveStartKey": $holdsReadTo} : {}])`),
    {
      Assign: {
        student: `{% $count($states.result.Items) > 0 ? $states.result.Items[0].sk.S : '' %}`,
        holdsReadTo: jsonata(`$count($states.result.Items) = 0 and $exists($states.result.LastEvaluatedKey)
          ? $states.result.LastEvaluatedKey
          : {}`),
      },
      Next: 'IsHoldOverdue',
    },
  )
}

/** Reads what decides whether the hold ends, or the payment is there after all. */
export function readHold(
  options: DefinitionOptions,
  { courseId, student }: Seat,
  conflict: Omit<Catcher, 'ErrorEquals'>,
): TaskState {
  return readTogether(options, [enrollmentKey(courseId, student), recordKey(student)], conflict, {
    Assign: { enrollment: itemRead(0), record: itemRead(1) },
    Next: 'CanEndHold',
  })
}
