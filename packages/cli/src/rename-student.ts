import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { enrollmentOf, indexKey, studentItem, studentKey } from 'records'
import { checkedEmail } from './checked-fields.ts'
import { isTransactionCancelled } from './conditions.ts'
import { Failure } from './failure.ts'
import { placesInWords } from './record-of.ts'
import { readRecord, readStudentItems, type TableItem } from './table.ts'
import type { Target } from './target.ts'

/** A transaction has at most 100 items; an enrollment is two of them. */
const ENROLLMENTS_AT_ONCE = 45
const ENDED_AT_ONCE = 100
/** The index is a moment behind what was written just before. */
const MAX_ROUNDS = 20

export interface Rename {
  from: string
  to: string
}

/** What to do about a refusal, in the caller's words. */
export interface RenameAdvice {
  find: string
  withdraw: (email: string, course: string) => string
}

/**
 * Moves a student to another address: the record with the first enrollments in one transaction, then what is left. It can be repeated
 * after a failure half-way: it continues. One who waits has an execution that knows the old address: then it is refused.
 */
export async function renameStudent(
  target: Target,
  { from: oldEmail, to: newEmail }: Rename,
  advice: RenameAdvice,
): Promise<Rename & { enrollments: number; ended: number }> {
  const from = await checkedEmail(target, oldEmail)
  const to = await checkedEmail(target, newEmail)
  if (from === to) throw new Failure(`${from} is the same address in both places: expected another new address.`)
  return { from, to, ...(await rename(target, { from, to }, advice)) }
}

async function rename(
  target: Target,
  names: Rename,
  advice: RenameAdvice,
): Promise<{ enrollments: number; ended: number }> {
  const moved = { enrollments: 0, ended: 0 }
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const found = await readStudentItems(target, names.from)
    const record = await recordMoves(target, names, found.enrollments.length + found.ended.length, advice)
    if (record.length === 0 && found.enrollments.length === 0 && found.ended.length === 0) return moved
    refuseWaiting(found.enrollments, names.from, advice)
    const enrollments = found.enrollments.slice(0, ENROLLMENTS_AT_ONCE)
    await write(target, names.from, [...record, ...enrollments.flatMap((item) => enrollmentMoves(target, item, names))])
    moved.enrollments += enrollments.length
    if (found.enrollments.length > enrollments.length) continue
    for (let first = 0; first < found.ended.length; first += ENDED_AT_ONCE) {
      const ended = found.ended.slice(first, first + ENDED_AT_ONCE)
      await write(
        target,
        names.from,
        ended.map((item) => endedMove(target, item, names)),
      )
      moved.ended += ended.length
    }
  }
  throw new Failure(`New requests of ${names.from} keep coming. Repeat it: it continues.`)
}

/** Nothing where an earlier attempt has moved the record. */
async function recordMoves(
  target: Target,
  { from, to }: Rename,
  leftOver: number,
  advice: RenameAdvice,
): Promise<TransactWriteItem[]> {
  const [before, after] = await Promise.all([readRecord(target, from), readRecord(target, to)])
  if (before === undefined) {
    if (after !== undefined) return []
    throw new Failure(`There is no record of ${from}${leftOver > 0 ? ', only requests' : ''}. ${advice.find}`)
  }
  if (after !== undefined) {
    throw new Failure(`${to} has a record already: expected an address that is free. Remove one of the two first.`)
  }
  return [
    {
      Put: {
        TableName: target.tableName,
        Item: studentItem({ ...before, email: to }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Delete: {
        TableName: target.tableName,
        Key: studentKey(from),
        ConditionExpression: '#name = :name AND payment = :payment',
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: { ':name': { S: before.name }, ':payment': { S: before.payment } },
      },
    },
  ]
}

function refuseWaiting(items: readonly TableItem[], email: string, advice: RenameAdvice): void {
  const waiting = items.map(enrollmentOf).filter(({ status }) => status !== 'ENROLLED')
  if (waiting.length === 0) return
  throw new Failure(
    `${email} is ${placesInWords(waiting)}: that execution knows this address. Wait for its end, or end it (${advice.withdraw(email, waiting[0]?.course ?? '')}), rename, and request again.`,
  )
}

function enrollmentMoves({ tableName }: Target, item: TableItem, { to }: Rename): TransactWriteItem[] {
  const student = studentKey(to).pk
  const { pk, sk } = item
  return [
    {
      Delete: {
        TableName: tableName,
        Key: { pk, sk } as TableItem,
        ConditionExpression: 'execution = :execution',
        ExpressionAttributeValues: { ':execution': item.execution ?? { S: '' } },
      },
    },
    {
      Put: {
        TableName: tableName,
        Item: { ...item, sk: student, [indexKey]: student, email: { S: to } },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ]
}

function endedMove({ tableName }: Target, { pk, sk }: TableItem, { from, to }: Rename): TransactWriteItem {
  return {
    Update: {
      TableName: tableName,
      Key: { pk, sk } as TableItem,
      UpdateExpression: `SET ${indexKey} = :new, email = :email`,
      ConditionExpression: `${indexKey} = :old`,
      ExpressionAttributeValues: {
        ':new': studentKey(to).pk,
        ':old': studentKey(from).pk,
        ':email': { S: to },
      },
    },
  }
}

async function write(target: Target, email: string, items: TransactWriteItem[]): Promise<void> {
  if (items.length === 0) return
  try {
    await target.dynamodb.send(new TransactWriteItemsCommand({ TransactItems: items }))
  } catch (error) {
    if (!isTransactionCancelled(error)) throw error
    throw new Failure(`Something of ${email} was changed at the same time. Repeat it: it continues.`)
  }
}
