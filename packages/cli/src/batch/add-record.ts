import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { studentItem } from 'records'
import { checkedRecord } from '../checked-fields.ts'
import type { Target } from '../target.ts'
import type { Patience } from './patience.ts'

/**
 * Adds the record of the student that a request is about, unless there is one. A request with a mistake in it adds none:
 * the workflow answers with what is wrong.
 */
export async function addRecord(target: Target, input: string, patience: Patience): Promise<void> {
  const { Name, Email, Payment } = JSON.parse(input) as Record<string, unknown>
  const checked = await checkedRecord(target, { name: Name, email: Email, payment: Payment }, patience)
  if (!('record' in checked)) return
  try {
    await patience(() =>
      target.dynamodb.send(
        new PutItemCommand({
          TableName: target.tableName,
          Item: studentItem(checked.record),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    )
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error
  }
}
