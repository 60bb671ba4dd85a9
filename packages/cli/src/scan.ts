import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { sortKey, table } from 'records'
import type { TableItem } from './table.ts'
import type { Target } from './target.ts'

/** All student records, in the table's order: no index has them. `after` is the key of a record. */
export async function* recordItems(target: Target, after?: TableItem): AsyncGenerator<TableItem> {
  let from = after
  do {
    const { Items = [], LastEvaluatedKey } = await target.dynamodb.send(
      new ScanCommand({
        TableName: target.tableName,
        ConsistentRead: true,
        FilterExpression: '#kind = :kind',
        ExpressionAttributeNames: { '#kind': table.sortKey },
        ExpressionAttributeValues: { ':kind': { S: sortKey.student } },
        ExclusiveStartKey: from,
      }),
    )
    yield* Items
    from = LastEvaluatedKey
  } while (from !== undefined)
}
