import type { TaskState } from 'asl'
import { sortKeyPrefix } from 'records'
import type { TableOptions } from '../shared/definition-options.ts'
import { type TransactionItem, transaction, transactionAtOnce } from '../shared/dynamodb-tasks.ts'
import { courseKey, endedKey, nameOfExecution, putEnrollment, recordKey } from '../shared/items.ts'
import { CANCELLED, COURSE_ID, STUDENT, THIS_REQUEST } from './variables.ts'

/** Nobody who waits is overtaken. Courses from before there were waitlists have no `waiting`. */
const NOBODY_WAITS = '(attribute_not_exists(waiting) OR waiting = :none)'

const TAKE_FREE_SEAT: TransactionItem = {
  Update: {
    Key: courseKey(COURSE_ID),
    UpdateExpression: 'ADD seatsTaken :one',
    ConditionExpression: `seatsTaken < seats AND ${NOBODY_WAITS}`,
    ExpressionAttributeValues: { ':one': { N: '1' }, ':none': { N: '0' } },
  },
}

/**
 * One transaction: the enrollment if there is none, and one seat if one is free and nobody waits, while the record says what it said
 * when it was validated and the request has not ended. It can be repeated at any time, after a lost answer too: the second time it is
 * cancelled, and ReadOutcome finds what the first one wrote.
 */
export function enrollStudent(options: TableOptions): TaskState {
  // Not the time of the attempt: a retry or a redrive writes the same item.
  const attributes = '{"enrolledAt": {"S": $states.context.Execution.StartTime}}'
  const items = [put('ENROLLED', attributes), TAKE_FREE_SEAT, ...STILL_VALID]
  return transaction(options, items, CANCELLED, { Next: 'Enrolled' })
}

const HOLD_MS = '$round($number($course.paymentHours.N) * 3600000)'

/** The same for a student whose payment is on its way: the seat is held. */
export function holdSeat(options: TableOptions): TaskState {
  const attributes = `{"heldUntil": {"S": $fromMillis($millis() + ${HOLD_MS})}}`
  const items = [put('AWAITING_PAYMENT', attributes), TAKE_FREE_SEAT, ...STILL_VALID]
  return transaction(options, items, CANCELLED, {
    // Not later than a moment after what was written: AwaitPayment reads again when that has passed.
    Assign: { enrollment: { heldUntil: { S: `{% $fromMillis($millis() + ${HOLD_MS}) %}` } } },
    Next: 'AwaitPayment',
  })
}

/** The same where no seat is free, or others wait already: a place at the end of the line, if there is room in it. */
export function joinWaitlist(options: TableOptions): TaskState {
  const waitKey = `'${sortKeyPrefix.waiting}' & $now() & '#' & ${nameOfExecution(THIS_REQUEST.execution)}`
  const items: TransactionItem[] = [
    put('WAITLISTED', `{"waitKey": {"S": ${waitKey}}}`),
    {
      Put: {
        Item: {
          pk: courseKey(COURSE_ID).pk,
          sk: { S: `{% ${waitKey} %}` },
          email: { S: `{% $substringAfter(${STUDENT}, '#') %}` },
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Update: {
        Key: courseKey(COURSE_ID),
        UpdateExpression: 'ADD waiting :one',
        ConditionExpression: `(seatsTaken >= seats OR waiting > :none) AND waitlist > :none AND (attribute_not_exists(waiting) OR waiting < waitlist)`,
        ExpressionAttributeValues: { ':one': { N: '1' }, ':none': { N: '0' } },
      },
    },
    ...STILL_VALID,
  ]
  return transactionAtOnce(options, items, CANCELLED, { Next: 'AwaitSeat' })
}

function put(status: string, attributes: string): TransactionItem {
  return {
    Put: putEnrollment({
      courseId: COURSE_ID,
      student: STUDENT,
      name: '$decision.student.name',
      email: '$decision.student.email',
      requestedBy: '$checked.requestedBy',
      status,
      attributes,
    }),
  }
}

const STILL_VALID: TransactionItem[] = [
  {
    ConditionCheck: {
      Key: recordKey(STUDENT),
      ConditionExpression: '#name = :name AND payment = :payment',
      ExpressionAttributeNames: { '#name': 'name' },
      ExpressionAttributeValues: {
        ':name': { S: '{% $record.name.S %}' },
        ':payment': { S: '{% $record.payment.S %}' },
      },
    },
  },
  { ConditionCheck: { Key: endedKey(THIS_REQUEST), ConditionExpression: 'attribute_not_exists(pk)' } },
]
