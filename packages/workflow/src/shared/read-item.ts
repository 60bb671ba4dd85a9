import type { TaskState } from 'asl'
import type { DefinitionOptions } from './definition-options.ts'
import { dynamoDb } from './dynamodb-tasks.ts'

/** Reads one item, as it is now, into a variable: an empty object where it is not there. */
export function readItem(
  options: DefinitionOptions,
  Key: Record<string, { S: string }>,
  variable: string,
  Next: string,
): TaskState {
  return dynamoDb(
    options,
    'getItem',
    { TableName: options.tableName, Key, ConsistentRead: true },
    {
      Assign: { [variable]: '{% $exists($states.result.Item.pk) ? $states.result.Item : {} %}' },
      Next,
    },
  )
}
