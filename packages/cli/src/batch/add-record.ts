import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { type StudentRecord, studentItem } from 'records'
import { lambdaOfState } from 'workflow'
import type { Target } from '../target.ts'
import { checkField } from './exact-email.ts'
import type { Patience } from './patience.ts'

/**
 * Adds the record of the student that a request is about, unless there is one. A request with a mistake in it adds none:
 * the workflow answers with what is wrong.
 */
export async function addRecord(target: Target, input: string, patience: Patience): Promise<void> {
  const request = JSON.parse(input) as { Name?: unknown }
  const { LookUpName, LookUpEmail, LookUpPaymentInfo } = lambdaOfState
  const [name, email, payment] = await Promise.all(
    [LookUpName, LookUpEmail, LookUpPaymentInfo].map((lambda) => checkField(target, lambda.name, request, patience)),
  )
  if (!name?.value || !email?.value || (payment?.value !== 'Done' && payment?.value !== 'Pending')) return
  const record: StudentRecord = { name: String(request.Name).trim(), email: email.value, payment: payment.value }
  try {
    await patience(() =>
      target.dynamodb.send(
        new PutItemCommand({
          TableName: target.tableName,
          Item: studentItem(record),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    )
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error
  }
}
