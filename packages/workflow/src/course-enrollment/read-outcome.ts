import type { TaskState } from 'asl'
import type { TableOptions } from '../shared/definition-options.ts'
import { dynamoDb, itemRead, readTogether } from '../shared/dynamodb-tasks.ts'
import { courseKey, endedKey, enrollmentKey, recordKey } from '../shared/items.ts'
import { jsonata } from '../shared/jsonata.ts'
import { COURSE_ID, STUDENT, THIS_REQUEST } from './variables.ts'

const READ = '$states.result.Responses'

/** Reads end, enrollment, course and record as of one moment: what to do next follows from them alone. */
export function readOutcome(options: TableOptions): TaskState {
  const keys = [endedKey(THIS_REQUEST), enrollmentKey(COURSE_ID, STUDENT), courseKey(COURSE_ID), recordKey(STUDENT)]
  const conflict = { Next: 'BackOff' }
  return readTogether(options, keys, conflict, {
    Assign: {
      ended: itemRead(0),
      enrollment: itemRead(1),
      course: itemRead(2),
      paid: jsonata(`${READ}[3].Item.payment.S = 'Done'`),
      // The record, or what the course says of seats held for a payment: then it is validated again.
      changed: jsonata(`(
        $reread := ${READ}[3].Item;
        $course := ${READ}[2].Item;
        $not($reread.name.S = $record.name.S and $reread.payment.S = $record.payment.S)
          or $not($exists($course.pk))
          or $decision.hold = true and $not($number($course.paymentHours.N) > 0)
      )`),
    },
    Next: 'Outcome',
  })
}

/** Counts those up to the student's own place, a page at a time. */
export function countLine(options: TableOptions): TaskState {
  const { pk } = courseKey(COURSE_ID)
  return dynamoDb(
    options,
    'query',
    jsonata(`$merge([
      {
        "TableName": '${options.tableName}',
        "KeyConditionExpression": 'pk = :course AND sk BETWEEN :first AND :own',
        "ExpressionAttributeValues": {
          ":course": {"S": ${pk.S.slice(2, -2)}}, ":first": {"S": 'WAIT#'}, ":own": $enrollment.waitKey
        },
        "Select": 'COUNT'
      },
      $exists($countedTo.pk) ? {"ExclusiveStartKey": $countedTo} : {}
    ])`),
    {
      Assign: {
        position: '{% $position + $states.result.Count %}',
        countedTo: '{% $exists($states.result.LastEvaluatedKey) ? $states.result.LastEvaluatedKey : {} %}',
      },
      Next: 'IsLineCounted',
    },
  )
}
