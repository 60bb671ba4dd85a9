import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { enrollmentKey, type StudentRecord, studentKey } from 'records'
import { checkedRecord } from '../checked-fields.ts'
import { isTransactionCancelled } from '../conditions.ts'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { recordOf } from '../record-of.ts'
import { renderRecord } from '../render-list.ts'
import { readStudent } from '../table.ts'
import { type Target, type TargetOptions, targetOf } from '../target.ts'
import { requestedBy, type WhoOptions } from '../who.ts'
import { receivePayment, renderPayment } from './payments.ts'

export interface EditRecordOptions extends TargetOptions, WhoOptions {
  email: string
  name?: string
  payment?: string
  json?: true
}

/** Corrects the name or the payment in a record. A payment that is there now is noted by an execution: it confirms seats. */
export async function editRecord({ email, name, payment, json, ...options }: EditRecordOptions): Promise<number> {
  if (name === undefined && payment === undefined) throw new Failure('Nothing to change. Give --name or --payment.')
  const target = targetOf(options)
  const before = await recordOf(target, email)
  const checked = await checkedRecord(target, {
    ...before,
    name: name ?? before.name,
    payment: payment ?? before.payment,
  })
  if ('problems' in checked) throw new Failure(checked.problems.join(' '))
  const after = checked.record
  const hasPaid = after.payment === 'Done' && before.payment === 'Pending'
  const who = await requestedBy(target, options)

  await write(target, before, hasPaid ? { ...after, payment: 'Pending' } : after)
  const paid = hasPaid ? (await receivePayment(target, after.email, who)).answer : undefined
  if (json) printJson(after)
  else print([renderRecord(after), ...(paid?.status === 'RECEIVED' ? [renderPayment(paid)] : [])].join('\n'))
  return 0
}

/** Those who wait keep their place with a corrected name: where a seat is given, name and record must be the same. */
async function write(target: Target, before: StudentRecord, after: StudentRecord): Promise<void> {
  const { tableName } = target
  const { enrollments } = await readStudent(target, before.email)
  const renamed = after.name === before.name ? [] : enrollments
  const items: TransactWriteItem[] = [
    {
      Update: {
        TableName: tableName,
        Key: studentKey(before.email),
        UpdateExpression: 'SET #name = :name, payment = :payment',
        ConditionExpression: '#name = :oldName AND payment = :oldPayment',
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: {
          ':name': { S: after.name },
          ':payment': { S: after.payment },
          ':oldName': { S: before.name },
          ':oldPayment': { S: before.payment },
        },
      },
    },
    ...renamed.map(({ course, email, execution }) => ({
      Update: {
        TableName: tableName,
        Key: enrollmentKey(course, email),
        UpdateExpression: 'SET #name = :name',
        ConditionExpression: 'execution = :execution',
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: { ':name': { S: after.name }, ':execution': { S: execution } },
      },
    })),
  ]
  try {
    await target.dynamodb.send(new TransactWriteItemsCommand({ TransactItems: items }))
  } catch (error) {
    if (!isTransactionCancelled(error)) throw error
    throw new Failure(
      `The record of ${before.email}, or an enrollment, was changed at the same time, and not by this command. Repeat it.`,
    )
  }
}
