import type { Item, Key, StoredItem, StoredValue } from 'records'
import { call } from './call.ts'
import type { Page } from './step-functions.ts'

interface WirePage {
  Items?: StoredItem[]
  LastEvaluatedKey?: StoredItem
}

/** What one partition of the table or of its index is asked for. */
export interface PartitionQuery {
  tableName: string
  index?: string
  /** The name of the partition key and its value. */
  partition: [string, string]
  newestFirst?: boolean
}

/** All items of a partition, however many pages they are. */
export async function queryAll(query: PartitionQuery, signal?: AbortSignal): Promise<StoredItem[]> {
  const { tableName, index, partition, newestFirst } = query
  const items: StoredItem[] = []
  let from: StoredItem | undefined
  do {
    const page: WirePage = await dynamodb(
      'Query',
      {
        TableName: tableName,
        ...(index !== undefined && { IndexName: index }),
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': partition[0] },
        ExpressionAttributeValues: { ':partition': { S: partition[1] } },
        ...(newestFirst && { ScanIndexForward: false }),
        ...(from && { ExclusiveStartKey: from }),
      },
      signal,
    )
    items.push(...(page.Items ?? []))
    from = page.LastEvaluatedKey
  } while (from !== undefined)
  return items
}

export async function getItem(tableName: string, key: Key, signal?: AbortSignal): Promise<StoredItem | undefined> {
  const { Item } = await dynamodb<{ Item?: StoredItem }>('GetItem', { TableName: tableName, Key: key }, signal)
  return Item
}

/** One page of the items with a sort key. No index has them: the table is scanned. */
export async function scanFor(
  query: { tableName: string; sortKey: string; from?: string },
  signal?: AbortSignal,
): Promise<Page<StoredItem>> {
  const { Items = [], LastEvaluatedKey } = await dynamodb<WirePage>(
    'Scan',
    {
      TableName: query.tableName,
      FilterExpression: 'sk = :sk',
      ExpressionAttributeValues: { ':sk': { S: query.sortKey } },
      ...(query.from && { ExclusiveStartKey: JSON.parse(query.from) }),
    },
    signal,
  )
  return { items: Items, ...(LastEvaluatedKey && { next: JSON.stringify(LastEvaluatedKey) }) }
}

/** What an attribute is to be; undefined: absent. */
export type Attributes = Readonly<Record<string, StoredValue | undefined>>

/** Adds an item unless one with its key is there: `ConditionalCheckFailedException` then. */
export function addItem(tableName: string, { pk, sk, ...attributes }: Item): Promise<void> {
  return update(tableName, { pk, sk } as Key, attributes, ['attribute_not_exists(pk)'], {})
}

/** Changes an item, unless somebody else has changed the same attributes since they were read as `before`. */
export function changeItem(tableName: string, key: Key, before: Attributes, after: Attributes): Promise<void> {
  const unchanged = Object.keys(after).map((name) =>
    before[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :was_${name}`,
  )
  const were = Object.fromEntries(
    Object.keys(after).flatMap((name) => (before[name] === undefined ? [] : [[`:was_${name}`, before[name]]])),
  )
  return update(tableName, key, after, ['attribute_exists(pk)', ...unchanged], were)
}

export async function deleteItem(tableName: string, key: Key): Promise<void> {
  await dynamodb('DeleteItem', { TableName: tableName, Key: key })
}

/** Only UpdateItem is used for writing: it needs no right to replace a whole item. */
async function update(
  tableName: string,
  key: Key,
  attributes: Attributes,
  conditions: readonly string[],
  values: Record<string, StoredValue | undefined>,
): Promise<void> {
  const names = Object.keys(attributes)
  const set = names.filter((name) => attributes[name] !== undefined)
  const removed = names.filter((name) => attributes[name] === undefined)
  const allValues = { ...values, ...Object.fromEntries(set.map((name) => [`:${name}`, attributes[name]])) }
  await dynamodb('UpdateItem', {
    TableName: tableName,
    Key: key,
    UpdateExpression: [
      set.length > 0 && `SET ${set.map((name) => `#${name} = :${name}`).join(', ')}`,
      removed.length > 0 && `REMOVE ${removed.map((name) => `#${name}`).join(', ')}`,
    ]
      .filter(Boolean)
      .join(' '),
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ...(Object.keys(allValues).length > 0 && { ExpressionAttributeValues: allValues }),
  })
}

function dynamodb<T>(operation: string, input: object, signal?: AbortSignal): Promise<T> {
  return call('DynamoDB_20120810', operation, input, signal)
}
