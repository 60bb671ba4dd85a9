import type { ChoiceState, TaskState } from 'asl'
import { COURSE_ID, DEFAULT_COURSE, keyPrefix, sortKey } from 'records'
import type { TableOptions } from './definition-options.ts'
import { dynamoDbTask } from './integration.ts'
import { jsonata } from './jsonata.ts'
import { dynamoDbRetriers } from './retry.ts'

/**
 * The id of the requested course, the default one where the request names none; false for what cannot be an id. White
 * space around it does not count.
 */
export const REQUESTED_COURSE = jsonata(String.raw`(
  $course := $type($states.input) = 'object' ? $lookup($states.input, 'Course');
  $isText := $type($course) = 'string';
  $isBlank := $isText ? $not($contains($course, /\S/)) : $not($exists($course)) or $course = null;
  $id := $isText ? $match($course, /^\s*(${COURSE_ID})\s*$/, 1).groups[0];
  $isBlank ? '${DEFAULT_COURSE}' : $exists($id) ? $id : false
)`)

/** DynamoDB refuses a request without keys: with neither an address nor a course id, there is nothing to find. */
export const canFindRecords: ChoiceState = {
  Type: 'Choice',
  Comment: 'Is there an address or a course to look for?',
  Choices: [
    {
      Condition: jsonata('$boolean($states.input.checks.Email.value) or $boolean($states.input.course)'),
      Next: 'FindRecords',
      // A state that returns to FindRecords passes no input.
      Assign: { checked: '{% $states.input %}' },
    },
  ],
  Default: 'ValidateDetails',
}

/** Reads the student record and the course in one consistent request, and no more of them than is validated. */
export function findRecords({ tableName, partition = 'aws' }: TableOptions): TaskState {
  return {
    Type: 'Task',
    Resource: dynamoDbTask('batchGetItem', partition),
    TimeoutSeconds: 15,
    Arguments: {
      RequestItems: {
        [tableName]: {
          Keys: KEYS,
          ConsistentRead: true,
          // "name" is one of DynamoDB's reserved words.
          ProjectionExpression: 'pk, sk, #name, email, payment',
          ExpressionAttributeNames: { '#name': 'name' },
        },
      },
    },
    Assign: {
      // As found: the transaction has conditions on it.
      record: jsonata(`(
        $record := $lookup($states.result.Responses, '${tableName}')[sk.S = '${sortKey.student}'];
        $exists($record) ? $record : {}
      )`),
    },
    // A throttled table returns only some of the items, as a success.
    Output: jsonata(`$merge([$checked, {
      "records": [$lookup($states.result.Responses, '${tableName}')],
      "complete": $count($keys($states.result.UnprocessedKeys)) = 0
    }])`),
    Retry: dynamoDbRetriers(),
    Next: 'ValidateDetails',
  }
}

const KEYS = jsonata(`[
  $checked.checks.Email.value != null ? {
    "pk": {"S": '${keyPrefix.student}' & $checked.checks.Email.value}, "sk": {"S": '${sortKey.student}'}
  },
  $checked.course != false ? {
    "pk": {"S": '${keyPrefix.course}' & $checked.course}, "sk": {"S": '${sortKey.course}'}
  }
]`)
