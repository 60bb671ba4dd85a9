import type { Catcher, TaskState } from 'asl'
import type { TableOptions } from './definition-options.ts'
import { dynamoDbTask } from './integration.ts'
import { expressionOf, jsonata } from './jsonata.ts'
import { dynamoDbRetriers, TRANSACTION_CANCELLED, writeRetriers } from './retry.ts'

type Arguments = NonNullable<TaskState['Arguments']>

/** What a state does with the result. */
type Rest = Pick<TaskState, 'Assign' | 'Output'> & { Next: string }

const TIMEOUT_SECONDS = 15

/** An item of a transaction, but for the table's name. */
export interface TransactionItem {
  Put?: object
  Update?: object
  Delete?: object
  ConditionCheck?: object
}

/** Writes all items or none. A transaction that is cancelled, for whatever reason, goes to `cancelled`. */
export function transaction(
  options: TableOptions,
  items: readonly TransactionItem[],
  cancelled: Omit<Catcher, 'ErrorEquals'>,
  rest: Rest,
): TaskState {
  return transactionOf(options, inTable(options, items), cancelled, rest)
}

/** As `transaction`, as one expression: `$now()` is the same time in all items. */
export function transactionAtOnce(
  options: TableOptions,
  items: readonly TransactionItem[],
  cancelled: Omit<Catcher, 'ErrorEquals'>,
  rest: Rest,
): TaskState {
  return transactionOf(options, jsonata(expressionOf(inTable(options, items))), cancelled, rest)
}

function inTable({ tableName }: TableOptions, items: readonly TransactionItem[]): object[] {
  return items.map((item) =>
    Object.fromEntries(
      Object.entries(item).map(([operation, content]) => [operation, { TableName: tableName, ...content }]),
    ),
  )
}

function transactionOf(
  { partition }: TableOptions,
  TransactItems: object[] | string,
  cancelled: Omit<Catcher, 'ErrorEquals'>,
  rest: Rest,
): TaskState {
  return {
    Type: 'Task',
    Resource: dynamoDbTask('transactWriteItems', partition),
    TimeoutSeconds: TIMEOUT_SECONDS,
    Arguments: { TransactItems } as Arguments,
    Retry: dynamoDbRetriers(),
    Catch: [{ ErrorEquals: [TRANSACTION_CANCELLED], ...cancelled }],
    ...rest,
  }
}

/** Reads items as of one moment. It may conflict with a transaction: then it goes to `conflict`. */
export function readTogether(
  { tableName, partition }: TableOptions,
  keys: readonly object[],
  conflict: Omit<Catcher, 'ErrorEquals'>,
  rest: Rest,
): TaskState {
  return {
    Type: 'Task',
    Resource: dynamoDbTask('transactGetItems', partition),
    TimeoutSeconds: TIMEOUT_SECONDS,
    Arguments: { TransactItems: keys.map((Key) => ({ Get: { TableName: tableName, Key } })) } as Arguments,
    Retry: dynamoDbRetriers(),
    Catch: [{ ErrorEquals: [TRANSACTION_CANCELLED], ...conflict }],
    ...rest,
  }
}

/** Item `index` of what `readTogether` read, or an empty object: a variable cannot be undefined. */
export function itemRead(index: number): `{%${string}%}` {
  const item = `$states.result.Responses[${index}].Item`
  return `{% $exists(${item}.pk) ? ${item} : {} %}`
}

/** Another call of DynamoDB, with arguments that name the table. */
export function dynamoDb(
  { partition }: TableOptions,
  operation: 'query' | 'getItem' | 'putItem' | 'updateItem',
  Arguments: Arguments,
  rest: Rest & { Catch?: Catcher[] },
): TaskState {
  return {
    Type: 'Task',
    Resource: dynamoDbTask(operation, partition),
    TimeoutSeconds: TIMEOUT_SECONDS,
    Arguments,
    Retry: writeRetriers(),
    ...rest,
  }
}
