import type { Definition, State } from 'asl'
import { indexKey, keyPrefix, table } from 'records'
import { backOff, IS_STUCK, ONE_MORE_CONFLICT, stuck } from './shared/back-off.ts'
import type { DefinitionOptions } from './shared/definition-options.ts'
import { dynamoDb, itemRead, readTogether, transaction } from './shared/dynamodb-tasks.ts'
import { enrollmentKey, recordKey } from './shared/items.ts'
import { jsonata } from './shared/jsonata.ts'
import { EMAIL_PROBLEMS, lookUpEmail, STUDENT } from './shared/look-up-email.ts'
import { REQUESTED_BY } from './shared/read-request.ts'
import { CONDITION_FAILED } from './shared/retry.ts'
import { confirmSeat } from './shared/seat-changes.ts'
import { wake } from './shared/wake.ts'

/** In an index, an enrollment is seen a moment after it is written. One that is not seen then confirms itself when its wait is over. */
const INDEX_SECONDS = 5

/** Notes a payment in the student's record, and confirms each seat that is held for it. */
export function paymentDefinition(options: DefinitionOptions): Definition {
  return {
    Comment: 'Notes that a student has paid, and confirms the seats that are held for the payment',
    QueryLanguage: 'JSONata',
    StartAt: 'LookUpEmail',
    States: {
      LookUpEmail: lookUpEmail(options, { requestedBy: REQUESTED_BY }, 'CanFindRecord'),
      CanFindRecord: {
        Type: 'Choice',
        Comment: 'Is there an address to look for?',
        Choices: [{ Condition: '{% $boolean($email) %}', Next: 'NotePayment' }],
        Default: 'StudentUnknown',
      },
      // From here on, no seat is held for this student any more.
      NotePayment: dynamoDb(
        options,
        'updateItem',
        {
          TableName: options.tableName,
          Key: recordKey(STUDENT),
          UpdateExpression: 'SET payment = :done, paymentNotedAt = :now, paymentNotedBy = :who',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: {
            ':done': { S: 'Done' },
            ':now': { S: '{% $now() %}' },
            ':who': { S: '{% $requestedBy %}' },
          },
        },
        { Catch: [{ ErrorEquals: [CONDITION_FAILED], Next: 'StudentUnknown' }], Next: 'WaitForIndex' },
      ),
      WaitForIndex: { Type: 'Wait', Seconds: INDEX_SECONDS, Next: 'FindEnrollments' },
      FindEnrollments: dynamoDb(
        options,
        'query',
        {
          TableName: options.tableName,
          IndexName: table.index.name,
          KeyConditionExpression: `${indexKey} = :student AND ${table.index.sortKey} = :student`,
          ExpressionAttributeValues: { ':student': { S: `{% ${STUDENT} %}` } },
        },
        {
          Output: { courses: `{% [$states.result.Items.$substring(pk.S, ${keyPrefix.course.length})] %}` },
          Next: 'ConfirmSeats',
        },
      ),
      ConfirmSeats: {
        Type: 'Map',
        Items: '{% $states.input.courses %}',
        ItemSelector: { course: '{% $states.context.Map.Item.Value %}' },
        MaxConcurrency: 10,
        ItemProcessor: { StartAt: 'ReadCourse', States: confirming(options) },
        Next: 'Received',
      },
      Received: {
        Type: 'Succeed',
        Output: {
          status: 'RECEIVED',
          email: '{% $email %}',
          confirmed: '{% $count($states.input[confirmed]) %}',
          enrollments: `{% [$states.input[status != ''].{"course": course, "status": status}] %}`,
        },
      },
      StudentUnknown: {
        Type: 'Succeed',
        Output: {
          status: 'STUDENT_UNKNOWN',
          reasons: jsonata(`$count($problems) > 0
            ? [${EMAIL_PROBLEMS}]
            : [{"code": 'EMAIL_UNKNOWN', "field": 'Email', "message": 'No student record has this e-mail address.'}]`),
        },
      },
    },
  }
}

/** Confirms one seat if it is held, by what the table says: the index may be behind it. */
function confirming(options: DefinitionOptions): Record<string, State> {
  const seat = { courseId: '$course', student: STUDENT }
  const cancelled = { Next: 'BackOff', Assign: { conflicts: ONE_MORE_CONFLICT } }
  return {
    ReadCourse: {
      Type: 'Pass',
      Assign: { course: '{% $states.input.course %}', confirmed: false, conflicts: 0 },
      Next: 'ReadEnrollment',
    },
    ReadEnrollment: readTogether(
      options,
      [enrollmentKey(seat.courseId, seat.student), recordKey(seat.student)],
      cancelled,
      {
        Assign: { enrollment: itemRead(0), paid: jsonata(`$states.result.Responses[1].Item.payment.S = 'Done'`) },
        Next: 'IsSeatHeld',
      },
    ),
    IsSeatHeld: {
      Type: 'Choice',
      Choices: [
        IS_STUCK,
        // Where the payment was taken back meanwhile, the seat stays held.
        { Condition: jsonata(`$enrollment.status.S = 'AWAITING_PAYMENT' and $paid`), Next: 'ConfirmSeat' },
        {
          // Somebody confirmed it between two attempts, or an attempt of this execution whose answer was lost.
          Condition: jsonata(`$conflicts > 0 and $enrollment.status.S = 'ENROLLED' and $exists($enrollment.taskToken)`),
          Assign: { confirmed: true },
          Next: 'WakeExecution',
        },
      ],
      Default: 'Confirmed',
    },
    ConfirmSeat: transaction(options, confirmSeat(seat), cancelled, {
      Assign: { confirmed: true },
      Next: 'DoesItsExecutionWait',
    }),
    BackOff: backOff('ReadEnrollment'),
    DoesItsExecutionWait: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $exists($enrollment.taskToken) %}', Next: 'WakeExecution' }],
      Default: 'Confirmed',
    },
    WakeExecution: wake(options, '$enrollment.taskToken.S', 'Confirmed'),
    Confirmed: {
      Type: 'Succeed',
      Output: {
        course: '{% $course %}',
        confirmed: '{% $confirmed %}',
        status: jsonata(`$confirmed or $exists($enrollment.pk) and $not($exists($enrollment.status))
          ? 'ENROLLED'
          : $exists($enrollment.status) ? $enrollment.status.S : ''`),
      },
    },
    Stuck: stuck,
  }
}
