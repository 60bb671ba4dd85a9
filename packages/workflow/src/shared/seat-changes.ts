import type { TransactionItem } from './dynamodb-tasks.ts'
import { asRead, courseKey, type Ended, enrollmentKey, putEnded, reasonGiven, recordKey, requestRead } from './items.ts'
import { jsonata } from './jsonata.ts'

/*
 * The transactions that change an enrollment which was read into the variable `$enrollment`. Each has the condition that it is still as it
 * was read: of the same execution, in the same state, with the same token. So the second of two is cancelled, and reads again.
 */

/** Whose enrollment, as expressions: the id of the course, and the key of the student. */
export interface Seat {
  courseId: string
  student: string
}

/** AWAITING_PAYMENT becomes ENROLLED, while the record says that the payment is there. */
export function confirmSeat({ courseId, student }: Seat): TransactionItem[] {
  return [
    {
      Update: {
        Key: enrollmentKey(courseId, student),
        UpdateExpression: 'SET #status = :enrolled, enrolledAt = :now REMOVE heldUntil',
        ...asRead({ values: `{":enrolled": {"S": 'ENROLLED'}, ":now": {"S": $now()}}` }),
      },
    },
    {
      ConditionCheck: {
        Key: recordKey(student),
        ConditionExpression: 'payment = :done',
        ExpressionAttributeValues: { ':done': { S: 'Done' } },
      },
    },
  ]
}

/** A hold whose time is over ends, while the record does not say that the payment is there. `graceMs` after that time. */
export function releaseSeat({ courseId, student }: Seat, graceMs: number): TransactionItem[] {
  return [
    {
      Delete: {
        Key: enrollmentKey(courseId, student),
        ...asRead({
          also: ' AND heldUntil <= :due',
          values: `{":due": {"S": $fromMillis($millis() - ${graceMs})}}`,
        }),
      },
    },
    {
      ConditionCheck: {
        Key: recordKey(student),
        ConditionExpression: 'attribute_not_exists(payment) OR payment <> :done',
        ExpressionAttributeValues: { ':done': { S: 'Done' } },
      },
    },
    giveBackSeat(courseId),
    end({
      courseId,
      heldSeat: 'true',
      reasons: reasonGiven({
        code: 'PAYMENT_EXPIRED',
        field: 'Payment',
        message: 'The payment did not arrive while the seat was held.',
      }),
    }),
  ]
}

/** One who waits leaves the line: of `reasons`. `counter` is for one that rests on what the course says. */
export function leaveLine(
  { courseId, student }: Seat,
  ended: Omit<EndOptions, 'courseId' | 'heldSeat'>,
  counter = leaveCounter(courseId),
): TransactionItem[] {
  return [
    deletePlace(courseId, '$enrollment.waitKey.S'),
    counter,
    deleteEnrollment({ courseId, student }),
    end({ courseId, heldSeat: 'false', ...ended }),
  ]
}

/** The enrollment ends, and its seat is free. */
export function giveSeatBack(
  { courseId, student }: Seat,
  ended: Omit<EndOptions, 'courseId' | 'heldSeat'>,
): TransactionItem[] {
  return [
    deleteEnrollment({ courseId, student }),
    giveBackSeat(courseId),
    end({ courseId, heldSeat: 'true', ...ended }),
  ]
}

type EndOptions = Pick<Ended, 'reasons' | 'heldSeat' | 'endRequestedBy' | 'note'> & { courseId: string }

function end({ courseId, ...ended }: EndOptions): TransactionItem {
  return {
    Put: putEnded({
      request: requestRead(courseId),
      student: '$enrollment.sk.S',
      name: '$enrollment.name.S',
      email: '$enrollment.email.S',
      requestedBy: '$enrollment.requestedBy.S',
      ...ended,
    }),
  }
}

function deleteEnrollment({ courseId, student }: Seat): TransactionItem {
  return { Delete: { Key: enrollmentKey(courseId, student), ...asRead() } }
}

/** The place in line is there, so that nobody is counted out twice. */
export function deletePlace(courseId: string, waitKey: string): TransactionItem {
  return {
    Delete: {
      Key: { pk: courseKey(courseId).pk, sk: { S: `{% ${waitKey} %}` } },
      ConditionExpression: 'attribute_exists(pk)',
    },
  }
}

export function leaveCounter(courseId: string): TransactionItem {
  return addToCourse(courseId, 'ADD waiting :minusOne')
}

/** As `leaveCounter`, while the course says what it said when it was read into `$course`: nobody is sent away from one that opened again. */
export function leaveCounterAsRead(courseId: string): TransactionItem {
  const settings = ['closesAt', 'paymentHours']
  const same = (setting: string) =>
    `' AND ' & ($exists($course.${setting}) ? '${setting} = :${setting}' : 'attribute_not_exists(${setting})')`
  const value = (setting: string) => `$exists($course.${setting}) ? {":${setting}": $course.${setting}} : {}`
  return {
    Update: {
      Key: courseKey(courseId),
      UpdateExpression: 'ADD waiting :minusOne',
      ConditionExpression: jsonata(`'attribute_exists(pk)' & ${settings.map(same).join(' & ')}`),
      ExpressionAttributeValues: jsonata(`$merge([{":minusOne": {"N": '-1'}}, ${settings.map(value).join(', ')}])`),
    },
  }
}

function giveBackSeat(courseId: string): TransactionItem {
  return addToCourse(courseId, 'ADD seatsTaken :minusOne')
}

function addToCourse(courseId: string, UpdateExpression: string): TransactionItem {
  return {
    Update: {
      Key: courseKey(courseId),
      UpdateExpression,
      // An update of what is not there would make a course.
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':minusOne': { N: '-1' } },
    },
  }
}
