import { BatchGetItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb'
import {
  type EndedRequest,
  endedRequestOf,
  indexKey,
  type Key,
  type StoredItem,
  sortKeyPrefix,
  studentKey,
  table,
} from 'records'
import type { Target } from '../target.ts'

/** As many as DynamoDB reads in one request. */
export const MAX_KEYS = 100

/** At most `MAX_KEYS` items, by the text of their keys. What a busy table leaves out is not there either. */
export async function readItems(target: Target, keys: readonly Key[]): Promise<Map<string, StoredItem>> {
  const distinct = [...new Map(keys.map((key) => [textOfKey(key), key])).values()]
  if (distinct.length === 0) return new Map()
  const request = { [target.tableName]: { Keys: distinct, ConsistentRead: true } }
  const { Responses = {} } = await target.dynamodb.send(new BatchGetItemCommand({ RequestItems: request }))
  const items = (Responses[target.tableName] ?? []) as StoredItem[]
  return new Map(items.map((item) => [textOfKey({ pk: { S: item.pk?.S ?? '' }, sk: { S: item.sk?.S ?? '' } }), item]))
}

export function textOfKey({ pk, sk }: Key): string {
  return `${pk.S}\n${sk.S}`
}

/** A request of the student that ended, by its execution. */
export async function findEnded(target: Target, email: string, execution: string): Promise<EndedRequest | undefined> {
  const pages = paginateQuery(
    { client: target.dynamodb },
    {
      TableName: target.tableName,
      IndexName: table.index.name,
      KeyConditionExpression: `${indexKey} = :student AND begins_with(${table.index.sortKey}, :ended)`,
      FilterExpression: 'execution = :execution',
      ExpressionAttributeValues: {
        ':student': studentKey(email).pk,
        ':ended': { S: sortKeyPrefix.ended },
        ':execution': { S: execution },
      },
    },
  )
  for await (const { Items = [] } of pages) for (const item of Items) return endedRequestOf(item as StoredItem)
  return undefined
}
