import { AwsError } from '../../aws-error.ts'
import type { Operation } from '../../server/operation.ts'
import { capacityByTable } from '../consumed-capacity.ts'
import { getTable, type Input, run, validate } from '../dynalite.ts'
import { asAwsError, type CancellationReason, transactionCanceled, validationError } from '../errors.ts'
import type { DynamoDbContext } from '../operation.ts'
import { lockItems } from '../staged-write.ts'
import type { ItemStore } from '../store.ts'
import { pick, readTransactItems, requireMembers } from '../transaction-items.ts'
import { keyOf } from '../write-item.ts'

const PARAMETERS = ['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames']

/** Up to 100 items as they stood at one moment: no write of them is under way while they are read. */
export const transactGetItems: Operation<DynamoDbContext> = async ({ store, signal }, given) => {
  const input = given as Input
  const { ReturnConsumedCapacity: capacity } = input
  const gets = readTransactItems(input.TransactItems, ['Get'], 'Get').map((item, index) => {
    requireMembers(item, index, ['TableName', 'Key'])
    const picked = { ...pick(item.parameters, PARAMETERS), ConsistentRead: true }
    if (capacity != null) Object.assign(picked, { ReturnConsumedCapacity: capacity })
    return validate(store.dynalite, 'GetItem', picked)
  })
  const keys = await keysOf(store, gets)
  const read = () => Promise.all(gets.map((get) => run(store.dynalite, 'GetItem', get)))
  const outputs = await lockItems(store, keys, read, signal)
  return {
    // A projection that names nothing of the item leaves none.
    Responses: outputs.map(({ Item }) => (Item && Object.keys(Item).length > 0 ? { Item } : {})),
    ...capacityByTable(capacity, outputs, 2),
  }
}

async function keysOf(store: ItemStore, gets: Input[]): Promise<Map<string, string[]>> {
  const keys = new Map<string, string[]>()
  const reasons: CancellationReason[] = []
  for (const get of gets) {
    const table = await getTable(store.dynalite, String(get.TableName))
    try {
      const key = keyOf('DeleteItem', get, table)
      const sameTable = keys.get(table.TableName) ?? []
      if (sameTable.includes(key)) {
        throw validationError('Transaction request cannot include multiple operations on one item')
      }
      keys.set(table.TableName, [...sameTable, key])
      reasons.push({ Code: 'None' })
    } catch (cause) {
      if (cause instanceof AwsError) throw cause
      reasons.push({ Code: 'ValidationError', Message: asAwsError(cause).message })
    }
  }
  if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCanceled(reasons)
  return keys
}
