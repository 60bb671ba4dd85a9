import type { Operation } from '../../server/operation.ts'
import { capacityByTable } from '../consumed-capacity.ts'
import { getTable, type Input, type Item, validate } from '../dynalite.ts'
import { asAwsError, validationError } from '../errors.ts'
import { itemCollectionsByTable } from '../item-collection-metrics.ts'
import type { DynamoDbContext } from '../operation.ts'
import type { ItemStore } from '../store.ts'
import { nameRequestItems } from '../table-name.ts'
import { itemOf, keyOf, runWrite, type WriteOperation } from '../write-item.ts'

interface WriteRequest {
  PutRequest?: { Item: Item }
  DeleteRequest?: { Key: Item }
}

/** Up to 25 puts and deletes, each for itself as in DynamoDB: only the request as a whole is checked first. */
export const batchWriteItem: Operation<DynamoDbContext> = ({ store }, input) =>
  store.write(() => writeBatch(store, input as Input))

async function writeBatch(store: ItemStore, given: Input): Promise<Input> {
  const { input, asGiven } = nameRequestItems(store.dynalite, given)
  const {
    RequestItems,
    ReturnConsumedCapacity: capacity,
    ReturnItemCollectionMetrics: metrics,
  } = validate(store.dynalite, 'BatchWriteItem', input)
  const writes: Parameters<typeof runWrite>[1][] = []
  for (const [TableName, requests] of Object.entries(RequestItems as Record<string, WriteRequest[]>)) {
    const table = await getTable(store.dynalite, TableName)
    const seen = new Set<string>()
    for (const { PutRequest, DeleteRequest } of requests) {
      const operation: WriteOperation = PutRequest ? 'PutItem' : 'DeleteItem'
      const parsed = { TableName, ...PutRequest, ...DeleteRequest, ReturnConsumedCapacity: capacity }
      const key = checkedKey(() => keyOf(operation, parsed, table))
      if (seen.has(key)) throw validationError('Provided list of item keys contains duplicates')
      seen.add(key)
      writes.push({ operation, parsed, table, key, returnsItem: false })
    }
  }
  const outputs = await Promise.all(writes.map((write) => runWrite(store, write)))
  const written = writes.map(({ operation, parsed, table }) => ({ table, item: itemOf(operation, parsed) }))
  return {
    UnprocessedItems: {},
    ...capacityByTable(capacity, outputs, 1),
    ...itemCollectionsByTable(metrics, written, asGiven),
  }
}

/** A batch says less of a misfit than a single write does. */
function checkedKey(read: () => string): string {
  try {
    return read()
  } catch (cause) {
    const { message } = asAwsError(cause)
    if (!/Missing the key|Type mismatch for key/.test(message)) throw cause
    throw validationError('The provided key element does not match the schema')
  }
}
