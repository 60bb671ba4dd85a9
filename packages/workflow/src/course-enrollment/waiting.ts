import type { TaskState } from 'asl'
import type { TableOptions } from '../shared/definition-options.ts'
import { type TransactionItem, transaction } from '../shared/dynamodb-tasks.ts'
import { dynamoDbTask } from '../shared/integration.ts'
import { enrollmentKey, reasonGiven } from '../shared/items.ts'
import { jsonata } from '../shared/jsonata.ts'
import { CONDITION_FAILED, TIMED_OUT, waitRetriers } from '../shared/retry.ts'
import * as seat from '../shared/seat-changes.ts'
import { CANCELLED, COURSE_ID, LINE_ENDS_MS, STUDENT } from './variables.ts'

/** A wake-up can be lost: nobody waits longer than a day without looking. */
const DAY_SECONDS = 86_400

/** At least a second: a redrive may come late. */
function secondsUntil(timeMs: string): `{%${string}%}` {
  return jsonata(`$max([1, $ceil($min([${DAY_SECONDS}, (${timeMs} - $millis()) / 1000]))])`)
}

/** What was read before is no longer known after a wait: it is read again, without backing off. */
const LOOK_AGAIN = { Next: 'ReadOutcome', Assign: { conflicts: 0, rested: true } }

/** Waits until the seat is given, or the line ends. What wakes it is a doorbell: the table says what happened. */
export function awaitSeat(options: TableOptions): TaskState {
  return awaitChange(options, 'WAITLISTED', LINE_ENDS_MS, 'RemindWaitlist')
}

/** Waits until the payment is there, or the time for it is over. */
export function awaitPayment(options: TableOptions): TaskState {
  return awaitChange(options, 'AWAITING_PAYMENT', '$toMillis($enrollment.heldUntil.S)', 'ReadOutcome')
}

function awaitChange(
  { tableName, partition }: TableOptions,
  status: string,
  timeMs: string,
  timedOut: string,
): TaskState {
  return {
    Type: 'Task',
    Resource: `${dynamoDbTask('updateItem', partition)}.waitForTaskToken`,
    TimeoutSeconds: secondsUntil(timeMs),
    Arguments: {
      TableName: tableName,
      Key: enrollmentKey(COURSE_ID, STUDENT),
      UpdateExpression: 'SET taskToken = :token',
      ConditionExpression: 'execution = :execution AND #status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':token': { S: '{% $states.context.Task.Token %}' },
        ':execution': { S: '{% $states.context.Execution.Id %}' },
        ':status': { S: status },
      },
    },
    Retry: waitRetriers(),
    Catch: [
      { ErrorEquals: [TIMED_OUT], ...LOOK_AGAIN, Next: timedOut },
      { ErrorEquals: [CONDITION_FAILED], ...LOOK_AGAIN },
    ],
    ...LOOK_AGAIN,
  }
}

const SEAT = { courseId: COURSE_ID, student: STUDENT }

function change(options: TableOptions, items: readonly TransactionItem[]): TaskState {
  return transaction(options, items, CANCELLED, { Next: 'ReadOutcome' })
}

/** The payment is there. */
export function confirmSeat(options: TableOptions): TaskState {
  return change(options, seat.confirmSeat(SEAT))
}

/** The time for the payment is over. */
export function releaseSeat(options: TableOptions): TaskState {
  return change(options, seat.releaseSeat(SEAT, 0))
}

/** The line has ended. */
export function leaveLine(options: TableOptions): TaskState {
  const reasons = `$exists($course.closesAt.S) and $toMillis($course.closesAt.S) <= $millis()
    ? ${reasonGiven({ code: 'COURSE_CLOSED', field: 'Course', message: 'The course closed before a seat became free.' })}
    : ${reasonGiven({ code: 'COURSE_FULL', field: 'Course', message: 'No seat became free in time.' })}`
  return change(options, seat.leaveLine(SEAT, { reasons }, seat.leaveCounterAsRead(COURSE_ID)))
}
