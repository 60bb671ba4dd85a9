import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb'
import { table } from 'workflow'
import type { Target } from './target.ts'

export type TableItem = Record<string, AttributeValue>

/** All items of a kind, by their sort key: the table has no index, so it is read through. `after` is an item's key. */
export async function* itemsOf(target: Target, sortKey: string, after?: TableItem): AsyncGenerator<TableItem> {
  let from = after
  do {
    const { Items = [], LastEvaluatedKey } = await target.dynamodb.send(
      new ScanCommand({
        TableName: target.tableName,
        ConsistentRead: true,
        FilterExpression: '#kind = :kind',
        ExpressionAttributeNames: { '#kind': table.sortKey },
        ExpressionAttributeValues: { ':kind': { S: sortKey } },
        ExclusiveStartKey: from,
      }),
    )
    yield* Items
    from = LastEvaluatedKey
  } while (from !== undefined)
}
