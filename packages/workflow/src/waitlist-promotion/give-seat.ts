import type { TransactionItem } from '../shared/dynamodb-tasks.ts'
import { asRead, courseKey, enrollmentKey, reasonsRead, recordKey } from '../shared/items.ts'
import { jsonata } from '../shared/jsonata.ts'
import { deletePlace, leaveCounterAsRead, leaveLine, type Seat } from '../shared/seat-changes.ts'

const HOLD_MS = '$round($number($course.paymentHours.N) * 3600000)'
const HAS_PAID = `$record.payment.S = 'Done'`

/**
 * The record says what it said when this was decided: who pays meanwhile is looked at again. One that was not there must still not be
 * there; its condition names both values all the same, since DynamoDB refuses those that are not used.
 */
function recordAsRead(student: string): TransactionItem {
  const same = '(#name = :name AND payment = :payment)'
  return {
    ConditionCheck: {
      Key: recordKey(student),
      ConditionExpression: `{% $exists($record.pk) ? '${same}' : 'attribute_not_exists(pk) OR ${same}' %}`,
      ExpressionAttributeNames: { '#name': 'name' },
      ExpressionAttributeValues: {
        ':name': { S: `{% $exists($record.name.S) ? $record.name.S : '' %}` },
        ':payment': { S: `{% $exists($record.payment.S) ? $record.payment.S : '' %}` },
      },
    },
  }
}

/** The first in line gets a free seat: for good where the record says Done, else held for the payment. */
export function giveSeat({ courseId, student }: Seat): TransactionItem[] {
  return [
    deletePlace(courseId, '$place.sk.S'),
    {
      Update: {
        Key: enrollmentKey(courseId, student),
        UpdateExpression: jsonata(
          `'SET #status = :new, ' & (${HAS_PAID} ? 'enrolledAt' : 'heldUntil') & ' = :at REMOVE waitKey'`,
        ),
        ...asRead({
          also: ' AND waitKey = :key',
          values: `{
            ":key": $place.sk,
            ":new": {"S": ${HAS_PAID} ? 'ENROLLED' : 'AWAITING_PAYMENT'},
            ":at": {"S": ${HAS_PAID} ? $now() : $fromMillis($millis() + ${HOLD_MS})}
          }`,
        }),
      },
    },
    recordAsRead(student),
    {
      Update: {
        Key: courseKey(courseId),
        UpdateExpression: 'ADD seatsTaken :one, waiting :minusOne',
        ConditionExpression: 'seatsTaken < seats',
        ExpressionAttributeValues: { ':one': { N: '1' }, ':minusOne': { N: '-1' } },
      },
    },
  ]
}

/** The first in line is passed over, for the reason that was found. */
export function skipWaiter(seat: Seat): TransactionItem[] {
  const counter = leaveCounterAsRead(seat.courseId)
  return [...leaveLine(seat, { reasons: reasonsRead('$reason') }, counter), recordAsRead(seat.student)]
}
