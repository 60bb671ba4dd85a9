import type { TaskState } from 'asl'
import type { TableOptions } from '../shared/definition-options.ts'
import { dynamoDb } from '../shared/dynamodb-tasks.ts'
import { putEnded, reasonsRead, studentOf } from '../shared/items.ts'
import { CONDITION_FAILED } from '../shared/retry.ts'
import { THIS_REQUEST } from './variables.ts'

const HAS_ADDRESS = '$boolean($checked.checks.Email.value)'

/**
 * Keeps why the request was cancelled, for those who ask. Without an address nobody could ever find it again, to erase it: then it has
 * nothing of what was typed, neither a name nor what is no course.
 */
export function noteCancellation(options: TableOptions): TaskState {
  const item = putEnded({
    request: { ...THIS_REQUEST, courseId: `(${HAS_ADDRESS} ? $checked.course : $decision.course)` },
    student: `(${HAS_ADDRESS} ? ${studentOf('$checked.checks.Email.value')})`,
    name: `(${HAS_ADDRESS} ? $checked.checks.Name.value)`,
    email: '$checked.checks.Email.value',
    requestedBy: '$checked.requestedBy',
    reasons: reasonsRead('$decision.reasons'),
    heldSeat: 'false',
  })
  return dynamoDb(
    options,
    'putItem',
    { TableName: options.tableName, ...item },
    {
      // An attempt before this one has noted it.
      Catch: [{ ErrorEquals: [CONDITION_FAILED], Next: 'Cancelled' }],
      Next: 'Cancelled',
    },
  )
}
