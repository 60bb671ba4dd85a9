import type { TaskState } from 'asl'
import { keyPrefix, sortKey } from 'records'
import type { TableOptions } from './definition-options.ts'
import { dynamoDbTask } from './integration.ts'
import { jsonata } from './jsonata.ts'
import { dynamoDbRetriers, TRANSACTION_CANCELLED } from './retry.ts'

const ENROLLMENT_KEY = {
  pk: { S: `{% '${keyPrefix.course}' & $decision.course %}` },
  sk: { S: `{% '${keyPrefix.student}' & $decision.student.email %}` },
}
/** Where the record was found: its own `email` is what somebody put there. */
const RECORD_KEY = { pk: { S: '{% $record.pk.S %}' }, sk: { S: sortKey.student } }
const COURSE_KEY = { pk: ENROLLMENT_KEY.pk, sk: { S: sortKey.course } }

/**
 * One transaction: the enrollment if there is none, and one seat if one is free, while the record says what it said
 * when it was validated. It can be repeated at any time, after a lost answer too: the second time it is cancelled, and
 * ReadOutcome finds what the first one wrote.
 */
export function enrollStudent({ tableName, partition = 'aws' }: TableOptions): TaskState {
  return {
    Type: 'Task',
    Resource: dynamoDbTask('transactWriteItems', partition),
    TimeoutSeconds: 15,
    Arguments: {
      TransactItems: [
        {
          Put: {
            TableName: tableName,
            Item: {
              ...ENROLLMENT_KEY,
              name: { S: '{% $decision.student.name %}' },
              email: { S: '{% $decision.student.email %}' },
              // Not the time of the attempt: a retry or a redrive writes the same item.
              enrolledAt: { S: '{% $states.context.Execution.StartTime %}' },
              execution: { S: '{% $states.context.Execution.Id %}' },
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Update: {
            TableName: tableName,
            Key: COURSE_KEY,
            UpdateExpression: 'ADD seatsTaken :one',
            ConditionExpression: 'seatsTaken < seats',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
        {
          ConditionCheck: {
            TableName: tableName,
            Key: RECORD_KEY,
            ConditionExpression: '#name = :name AND payment = :payment',
            ExpressionAttributeNames: { '#name': 'name' },
            ExpressionAttributeValues: {
              ':name': { S: '{% $record.name.S %}' },
              ':payment': { S: '{% $record.payment.S %}' },
            },
          },
        },
      ],
    },
    Retry: dynamoDbRetriers(),
    // The error has the same name for a repeat, a full course, a changed record and a conflict, and its cause is only
    // text.
    Catch: [{ ErrorEquals: [TRANSACTION_CANCELLED], Next: 'ReadOutcome' }],
    Next: 'Enrolled',
  }
}

/**
 * Reads enrollment, course and record as of one moment. It may conflict with another transaction itself: then it waits
 * like any other.
 */
export function readOutcome({ tableName, partition = 'aws' }: TableOptions): TaskState {
  return {
    Type: 'Task',
    Resource: dynamoDbTask('transactGetItems', partition),
    TimeoutSeconds: 15,
    Arguments: {
      TransactItems: [
        { Get: { TableName: tableName, Key: ENROLLMENT_KEY } },
        { Get: { TableName: tableName, Key: COURSE_KEY } },
        {
          Get: {
            TableName: tableName,
            Key: RECORD_KEY,
            ProjectionExpression: '#name, payment',
            ExpressionAttributeNames: { '#name': 'name' },
          },
        },
      ],
    },
    Assign: {
      enrollment: '{% $exists($states.result.Responses[0].Item.pk) ? $states.result.Responses[0].Item : {} %}',
      seatLeft: jsonata(`(
        $course := $states.result.Responses[1].Item;
        $exists($course.pk) and $number($course.seatsTaken.N) < $number($course.seats.N)
      )`),
      recordChanged: jsonata(`(
        $now := $states.result.Responses[2].Item;
        $not($now.name.S = $record.name.S and $now.payment.S = $record.payment.S)
      )`),
    },
    Retry: dynamoDbRetriers(),
    Catch: [{ ErrorEquals: [TRANSACTION_CANCELLED], Next: 'WaitForConflict' }],
    Next: 'Outcome',
  }
}
