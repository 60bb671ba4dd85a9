import { AwsError } from '../../aws-error.ts'
import type { Operation } from '../../server/operation.ts'
import { capacityByTable } from '../consumed-capacity.ts'
import { dynalite, getTable, type Input, type Item, type LevelWrite, type Table, validate } from '../dynalite.ts'
import { asAwsError, type CancellationReason, transactionCanceled, validationError } from '../errors.ts'
import { itemCollectionsByTable } from '../item-collection-metrics.ts'
import type { DynamoDbContext } from '../operation.ts'
import { returnsItemOnFailure } from '../return-on-failure.ts'
import { lockItems, stageWrite } from '../staged-write.ts'
import type { ItemStore } from '../store.ts'
import { MAX_TRANSACTION_BYTES, pick, readTransactItems, requireMembers } from '../transaction-items.ts'
import { itemOf, keyOf, type WriteOperation } from '../write-item.ts'

const EXPRESSIONS = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues']

/** A condition check runs as a delete whose writes are thrown away. */
const KINDS = {
  ConditionCheck: { operation: 'DeleteItem', required: ['TableName', 'Key', 'ConditionExpression'], writes: false },
  Put: { operation: 'PutItem', required: ['TableName', 'Item'], writes: true },
  Delete: { operation: 'DeleteItem', required: ['TableName', 'Key'], writes: true },
  Update: { operation: 'UpdateItem', required: ['TableName', 'Key', 'UpdateExpression'], writes: true },
} satisfies Record<string, { operation: WriteOperation; required: string[]; writes: boolean }>

type Kind = keyof typeof KINDS

interface Write {
  kind: Kind
  operation: WriteOperation
  parsed: Input
  table: Table
  returnsItem: boolean
}

interface Outcome {
  reason: CancellationReason
  writes: LevelWrite[]
  output: Input
}

/** All of up to 100 writes, or none. Conditions and expressions are dynalite's own. */
export const transactWriteItems: Operation<DynamoDbContext> = (context, input) =>
  context.store.write(() => writeTransaction(context, input as Input))

async function writeTransaction({ store, tokens, signal }: DynamoDbContext, input: Input): Promise<Input> {
  const { ClientRequestToken: token, ...request } = input
  const { ReturnConsumedCapacity: capacity, ReturnItemCollectionMetrics: metrics } = request
  const done = await tokens.once(token, request, async (tokenWrites) => {
    const writes = await readWrites(store, request)
    const keys = keysOf(writes)
    const write = async () => {
      const outcomes = await Promise.all(writes.map((write) => stage(store, write)))
      if (outcomes.some(({ reason }) => reason.Code !== 'None'))
        throw transactionCanceled(outcomes.map((o) => o.reason))
      await store.commit([...outcomes.flatMap((outcome) => outcome.writes), ...tokenWrites])
      const written = writes.filter(({ kind }) => KINDS[kind].writes)
      return { writes: written, outputs: outcomes.map((outcome) => outcome.output) }
    }
    return lockItems(store, keys, write, signal)
  })
  if (!done) return {}
  const written = done.writes.map(({ operation, parsed, table }) => ({ table, item: itemOf(operation, parsed) }))
  return { ...capacityByTable(capacity, done.outputs, 2), ...itemCollectionsByTable(metrics, written) }
}

async function readWrites(store: ItemStore, request: Input): Promise<Write[]> {
  const items = readTransactItems(
    request.TransactItems,
    Object.keys(KINDS) as Kind[],
    'Check, Put, Update or Delete',
  ).map((item, index) => {
    const { operation, required } = KINDS[item.kind]
    requireMembers(item, index, required)
    const returnsItem = returnsItemOnFailure(item.parameters.ReturnValuesOnConditionCheckFailure)
    const parameters = pick(item.parameters, [...new Set([...required, ...EXPRESSIONS])])
    if (request.ReturnConsumedCapacity != null) parameters.ReturnConsumedCapacity = request.ReturnConsumedCapacity
    return { kind: item.kind, operation, returnsItem, parsed: validate(store.dynalite, operation, parameters) }
  })
  const bytes = items.reduce((sum, { parsed }) => sum + dynalite.itemSize((parsed.Item ?? parsed.Key) as Item), 0)
  if (bytes > MAX_TRANSACTION_BYTES) {
    throw validationError(
      `The items of a transaction may have ${MAX_TRANSACTION_BYTES} bytes together, but have ${bytes}`,
    )
  }
  const tables = new Map<string, Promise<Table>>()
  return Promise.all(
    items.map(async (item) => {
      const name = String(item.parsed.TableName)
      const table = tables.get(name) ?? getTable(store.dynalite, name)
      tables.set(name, table)
      return { ...item, table: await table }
    }),
  )
}

/** By table, the keys to lock. A key that does not fit its table cancels the transaction, as a failed condition does. */
function keysOf(writes: Write[]): Map<string, string[]> {
  const keys = new Map<string, string[]>()
  const reasons = writes.map(({ operation, parsed, table }): CancellationReason => {
    try {
      const key = keyOf(operation, parsed, table)
      const sameTable = keys.get(table.TableName) ?? []
      if (sameTable.includes(key)) {
        throw validationError('Transaction request cannot include multiple operations on one item')
      }
      keys.set(table.TableName, [...sameTable, key])
      return { Code: 'None' }
    } catch (cause) {
      const error = asAwsError(cause)
      if (error === cause || error.name !== 'ValidationException') throw error
      return { Code: 'ValidationError', Message: error.message }
    }
  })
  if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCanceled(reasons)
  return keys
}

async function stage(store: ItemStore, { kind, operation, parsed, table, returnsItem }: Write): Promise<Outcome> {
  const staged = stageWrite(store.dynalite, table)
  try {
    const output = await staged.run(operation, parsed)
    return { reason: { Code: 'None' }, writes: KINDS[kind].writes ? staged.writes : [], output }
  } catch (cause) {
    const reason = cancellationReason(cause, returnsItem ? staged.existing() : undefined)
    return { reason, writes: [], output: {} }
  }
}

function cancellationReason(cause: unknown, item: Item | undefined): CancellationReason {
  // Ours: DynamoDB refuses it before it looks at any item.
  if (cause instanceof AwsError) throw cause
  const { name, message } = asAwsError(cause)
  if (name === 'ConditionalCheckFailedException') {
    return { Code: 'ConditionalCheckFailed', Message: message, ...(item ? { Item: item } : {}) }
  }
  if (name === 'ValidationException') return { Code: 'ValidationError', Message: message }
  throw asAwsError(cause)
}
