import { BatchWriteItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb'
import { courseKey, enrollmentKey, enrollmentOf, type Key, type StoredItem, sortKeyPrefix, studentKey } from 'records'
import { exactEmail } from '../checked-fields.ts'
import { executionArnOf } from '../execution.ts'
import type { StateMachine, Target } from '../target.ts'
import type { Patience } from './patience.ts'
import { outcomeOfEnded, outcomeOfEnrollment, type RowOutcome } from './row-outcome.ts'
import { placeOf, type ReadyRow } from './run-batch.ts'
import { findEnded, MAX_KEYS, readItems, textOfKey } from './table-reads.ts'

/** As many as DynamoDB writes in one request. */
const MAX_PUTS = 25

export interface RecordsCopy {
  /**
   * Copies what the request of a row reads and changes. Resolves with its answer where an earlier run started it: then it
   * will not run again.
   */
  of(row: ReadyRow, patience: Patience): Promise<RowOutcome | undefined>
}

/** Copies items from one table to another, each once: by their keys, and never a whole course. */
export function createRecordsCopy(from: Target, stateMachine: StateMachine, to: Target): RecordsCopy {
  const copied = new Set<string>()
  const courses = new Map<string, Promise<void>>()

  async function copy(keys: readonly Key[], patience: Patience): Promise<Map<string, StoredItem>> {
    const items = await patience(() => readItems(from, keys))
    await put([...items].filter(([key]) => !copied.has(key) && copied.add(key)).map(([, item]) => item))
    return items
  }

  async function put(items: readonly StoredItem[]): Promise<void> {
    for (let start = 0; start < items.length; start += MAX_PUTS) {
      const puts = items.slice(start, start + MAX_PUTS).map((Item) => ({ PutRequest: { Item } }))
      const RequestItems = { [to.tableName]: puts } as BatchWriteItemCommand['input']['RequestItems']
      await to.dynamodb.send(new BatchWriteItemCommand({ RequestItems }))
    }
  }

  /** The course, and its line with all that decides who is next. */
  async function copyCourse(course: string, patience: Patience): Promise<void> {
    await copy([courseKey(course)], patience)
    const pages = paginateQuery(
      { client: from.dynamodb, pageSize: MAX_KEYS / 2 },
      {
        TableName: from.tableName,
        KeyConditionExpression: 'pk = :course AND begins_with(sk, :waiting)',
        ExpressionAttributeValues: { ':course': courseKey(course).pk, ':waiting': { S: sortKeyPrefix.waiting } },
        ConsistentRead: true,
      },
    )
    for await (const { Items = [] } of pages) {
      const emails = Items.map((item) => item.email?.S ?? '').filter((email) => email !== '')
      await put(Items as StoredItem[])
      await copy(
        emails.flatMap((email) => [studentKey(email), enrollmentKey(course, email)]),
        patience,
      )
    }
  }

  return {
    async of(row, patience) {
      const { course, email: likely } = placeOf(row)
      if (!courses.has(course)) courses.set(course, copyCourse(course, patience))
      await courses.get(course)
      const email = await exactEmail(to, likely, patience)
      const execution = executionArnOf(stateMachine.arn, row.executionName)
      const key = enrollmentKey(course, email)
      const [items, ended] = await Promise.all([
        copy([studentKey(email), key], patience),
        patience(() => findEnded(from, email, execution)),
      ])
      const enrollment = items.get(textOfKey(key))
      const mine = enrollment && enrollmentOf(enrollment)
      if (ended !== undefined) return { ...outcomeOfEnded(ended), before: true }
      return mine?.execution === execution ? { ...outcomeOfEnrollment(mine), before: true } : undefined
    },
  }
}
