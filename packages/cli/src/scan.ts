import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb'
import { sortKey, table } from 'records'
import type { Target } from './target.ts'

export type TableItem = Record<string, AttributeValue>

/** All items of a kind: the table has no index, so all of it is scanned. `after` is the key of an item. */
export async function* itemsOf(
  target: Target,
  kind: keyof typeof sortKey,
  after?: TableItem,
): AsyncGenerator<TableItem> {
  let from = after
  do {
    const { Items = [], LastEvaluatedKey } = await target.dynamodb.send(
      new ScanCommand({
        TableName: target.tableName,
        ConsistentRead: true,
        FilterExpression: '#kind = :kind',
        ExpressionAttributeNames: { '#kind': table.sortKey },
        ExpressionAttributeValues: { ':kind': { S: sortKey[kind] } },
        ExclusiveStartKey: from,
      }),
    )
    yield* Items
    from = LastEvaluatedKey
  } while (from !== undefined)
}
