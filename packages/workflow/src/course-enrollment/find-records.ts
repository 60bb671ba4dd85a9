import type { ChoiceState, TaskState } from 'asl'
import { DEFAULT_COURSE, keyPrefix, sortKey } from 'records'
import type { TableOptions } from '../shared/definition-options.ts'
import { dynamoDbTask } from '../shared/integration.ts'
import { jsonata } from '../shared/jsonata.ts'
import { requestedCourse } from '../shared/read-request.ts'
import { dynamoDbRetriers } from '../shared/retry.ts'

/** A request that names no course is for the default one. */
export const REQUESTED_COURSE = requestedCourse(`'${DEFAULT_COURSE}'`)

/** DynamoDB refuses a request without keys: with neither an address nor a course id, there is nothing to find. */
export const canFindRecords: ChoiceState = {
  Type: 'Choice',
  Comment: 'Is there an address or a course to look for?',
  Choices: [
    {
      Condition: jsonata('$boolean($checked.checks.Email.value) or $boolean($checked.course)'),
      Next: 'FindRecords',
    },
  ],
  Default: 'ValidateDetails',
}

/** Reads the student record and the course in one consistent request, and no more of them than is validated. */
export function findRecords({ tableName, partition }: TableOptions): TaskState {
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
          ProjectionExpression: 'pk, sk, #name, email, payment, opensAt, closesAt, paymentHours',
          ExpressionAttributeNames: { '#name': 'name' },
        },
      },
    },
    Assign: {
      // As found: the transaction has conditions on it.
      record: found(tableName, sortKey.student),
      course: found(tableName, sortKey.course),
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

function found(tableName: string, key: string): string {
  return jsonata(`(
    $item := $lookup($states.result.Responses, '${tableName}')[sk.S = '${key}'];
    $exists($item) ? $item : {}
  )`)
}

const KEYS = jsonata(`[
  $checked.checks.Email.value != null ? {
    "pk": {"S": '${keyPrefix.student}' & $checked.checks.Email.value}, "sk": {"S": '${sortKey.student}'}
  },
  $checked.course != false ? {
    "pk": {"S": '${keyPrefix.course}' & $checked.course}, "sk": {"S": '${sortKey.course}'}
  }
]`)
