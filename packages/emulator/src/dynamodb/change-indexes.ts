import { AwsError } from '../aws-error.ts'
import { buildIndex, clearIndex } from './build-index.ts'
import { changeTable, requireActive } from './change-table.ts'
import type { Input, Table } from './dynalite.ts'
import { validationError } from './errors.ts'
import { type Index, indexesOf } from './indexes-of.ts'
import type { ItemStore } from './store.ts'
import { withIndex, withoutIndex } from './table-with-index.ts'
import { isObject } from './transaction-items.ts'

export interface IndexChange {
  kind: 'Create' | 'Delete'
  index: Input
}

/** The one index that an UpdateTable makes or deletes. More than one at a time are refused, as DynamoDB does. */
export function readIndexChange(updates: unknown): IndexChange | undefined {
  const actions = (Array.isArray(updates) ? updates : []).filter(isObject).flatMap((update) => Object.entries(update))
  const given = actions.filter(([, index]) => index != null)
  const changes = given.filter(([kind]) => kind === 'Create' || kind === 'Delete')
  if (changes.length > 1) {
    throw new AwsError(
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    )
  }
  const [change] = changes
  if (change === undefined) return undefined
  const [kind, index] = change
  if (given.length > 1) throw validationError(`${kind} of an index is not supported here together with Update`)
  if (!isObject(index)) throw validationError(`${kind} in GlobalSecondaryIndexUpdates must be an object`)
  return { kind: kind as IndexChange['kind'], index }
}

/** Makes an index and fills it with the items that are there. Answers the table as it is meanwhile. */
export async function createIndex(store: ItemStore, name: string, create: Input, definitions: unknown): Promise<Table> {
  const { after } = await changeTable(store, name, (table) => {
    requireActive(table)
    return withIndex(store.dynalite, table, create, definitions)
  })
  // Writes that began before know nothing of the index.
  await store.settled()
  await finishIndexes(store, after)
  return after
}

/** Fills the global indexes of a table that are being made, and makes it active. */
export async function finishIndexes(store: ItemStore, table: Table): Promise<void> {
  for (const index of indexesOf(table, 'Global')) {
    if (index.IndexStatus === 'CREATING') await buildIndex(store, table, 'Global', index)
  }
  await changeTable(store, table.TableName, (current) => ({
    ...current,
    TableStatus: 'ACTIVE',
    ...(current.GlobalSecondaryIndexes !== undefined && {
      GlobalSecondaryIndexes: indexesOf(current, 'Global').map(({ Backfilling: _, ...index }) => ({
        ...index,
        IndexStatus: 'ACTIVE',
      })),
    }),
  }))
}

/** Answers the table as it is meanwhile. */
export async function deleteIndex(store: ItemStore, name: string, IndexName: unknown): Promise<Table> {
  const named = (index: Index) => index.IndexName === IndexName
  const { before } = await changeTable(store, name, (table) => {
    requireActive(table)
    if (indexesOf(table, 'Global').some(named)) return withoutIndex(table, String(IndexName))
    throw new AwsError('ResourceNotFoundException', 'Requested resource not found')
  })
  // Writes that began before still write to it.
  await store.settled()
  const indexes = indexesOf(before, 'Global')
  for (const index of indexes.filter(named)) await clearIndex(store, before, 'Global', index)
  return {
    ...before,
    TableStatus: 'UPDATING',
    GlobalSecondaryIndexes: indexes.map((index) => (named(index) ? { ...index, IndexStatus: 'DELETING' } : index)),
  }
}
