import { AwsError } from '../aws-error.ts'
import type { Operation } from '../server/operation.ts'
import { dynalite, getTable, type Input, type Item, type Table, validate } from './dynalite.ts'
import { asAwsError } from './errors.ts'
import { itemCollectionMetrics } from './item-collection-metrics.ts'
import type { DynamoDbContext } from './operation.ts'
import { refuseEmptyKeys, refuseIndexKeys } from './refuse-key-values.ts'
import { returnsItemOnFailure } from './return-on-failure.ts'
import { lockItems, stageWrite } from './staged-write.ts'
import type { ItemStore } from './store.ts'

export type WriteOperation = 'PutItem' | 'UpdateItem' | 'DeleteItem'

export function writeOperation(name: WriteOperation): Operation<DynamoDbContext> {
  return ({ store, signal }, input) => writeItem(store, name, input as Input, signal)
}

/** One write with its condition. Adds what dynalite lacks: ReturnValuesOnConditionCheckFailure, and indexes in step. */
export function writeItem(
  store: ItemStore,
  operation: WriteOperation,
  input: Input,
  signal?: AbortSignal,
): Promise<Input> {
  return store.write(() => checkAndWrite(store, operation, input, signal))
}

async function checkAndWrite(
  store: ItemStore,
  operation: WriteOperation,
  input: Input,
  signal: AbortSignal | undefined,
): Promise<Input> {
  const returnsItem = returnsItemOnFailure(input.ReturnValuesOnConditionCheckFailure)
  const parsed = validate(store.dynalite, operation, input)
  const table = await getTable(store.dynalite, String(parsed.TableName))
  const key = keyOf(operation, parsed, table)
  const output = await runWrite(store, { operation, parsed, table, key, returnsItem }, signal)
  const written = { table, item: itemOf(operation, parsed) }
  return { ...output, ...itemCollectionMetrics(parsed.ReturnItemCollectionMetrics, written) }
}

/** A write that was checked against its table. Item and indexes reach the disk together. */
export function runWrite(
  store: ItemStore,
  {
    operation,
    parsed,
    table,
    key,
    returnsItem,
  }: {
    operation: WriteOperation
    parsed: Input
    table: Table
    key: string
    returnsItem: boolean
  },
  signal?: AbortSignal,
): Promise<Input> {
  const write = async () => {
    const staged = stageWrite(store.dynalite, table)
    try {
      const output = await staged.run(operation, parsed)
      await store.commit(staged.writes)
      return output
    } catch (cause) {
      throw withItem(asAwsError(cause), returnsItem ? staged.existing() : undefined)
    }
  }
  return lockItems(store, new Map([[table.TableName, [key]]]), write, signal)
}

/** dynalite's key of the item written. Throws dynalite's error when the key does not fit the table, and ours when one is empty. */
export function keyOf(operation: WriteOperation, parsed: Input, table: Table): string {
  const key = itemOf(operation, parsed)
  refuseEmptyKeys(key, table.KeySchema)
  if (operation === 'PutItem') refuseIndexKeys(key, table, { updated: false })
  const invalid = operation === 'PutItem' ? dynalite.validateItem(key, table) : dynalite.validateKey(key, table)
  if (invalid) throw invalid
  return dynalite.createKey(key, table)
}

/** The item written, or its key. */
export function itemOf(operation: WriteOperation, parsed: Input): Item {
  return (operation === 'PutItem' ? parsed.Item : parsed.Key) as Item
}

function withItem(error: AwsError, item: Item | undefined): AwsError {
  if (error.name !== 'ConditionalCheckFailedException' || !item) return error
  return new AwsError(error.name, error.message, { details: { Item: item } })
}
