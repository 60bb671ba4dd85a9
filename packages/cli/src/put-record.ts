import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { type StudentRecord, studentItem } from 'records'
import { isConditionFailed } from './conditions.ts'
import type { Target } from './target.ts'

/** False, and nothing is written, where there is a record with this address that is not to be replaced. */
export async function putRecord(target: Target, record: StudentRecord, replace: boolean): Promise<boolean> {
  try {
    await target.dynamodb.send(
      new PutItemCommand({
        TableName: target.tableName,
        Item: studentItem(record),
        ...(replace ? {} : { ConditionExpression: 'attribute_not_exists(pk)' }),
      }),
    )
    return true
  } catch (error) {
    if (!isConditionFailed(error)) throw error
    return false
  }
}
