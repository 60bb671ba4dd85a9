import { setTimeout as delay } from 'node:timers/promises'
import type { DynamoDb } from './dynamodb/dynamodb.ts'

export interface TableSource {
  /** The input of CreateTable. */
  table: { TableName: string; KeySchema: readonly { AttributeName: string; KeyType: string }[] } & Record<
    string,
    unknown
  >
  /** Put where no item with their key is. What was changed since stays as it is. */
  items: readonly Record<string, unknown>[]
}

const POLL_MS = 5

export async function setUpTables(dynamodb: DynamoDb, sources: readonly TableSource[]): Promise<void> {
  for (const { table, items } of sources) {
    if ((await statusOf(dynamodb, table.TableName)) === undefined)
      await dynamodb.request('CreateTable', structuredClone(table))
    while ((await statusOf(dynamodb, table.TableName)) !== 'ACTIVE') await delay(POLL_MS)
    await addIndexes(dynamodb, table)
    const [key] = table.KeySchema
    if (key === undefined) continue
    for (const item of items) await putIfAbsent(dynamodb, table.TableName, key.AttributeName, item)
  }
}

/** A table of an earlier start may lack indexes that came since. */
async function addIndexes(dynamodb: DynamoDb, table: TableSource['table']): Promise<void> {
  const { TableName, AttributeDefinitions, GlobalSecondaryIndexes } = table
  const present = indexNames((await dynamodb.request('DescribeTable', { TableName })).Table)
  for (const index of (GlobalSecondaryIndexes ?? []) as readonly { IndexName: string }[]) {
    if (present.includes(index.IndexName)) continue
    const GlobalSecondaryIndexUpdates = [{ Create: index }]
    await dynamodb.request(
      'UpdateTable',
      structuredClone({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates }),
    )
  }
}

function indexNames(table: unknown): string[] {
  const { GlobalSecondaryIndexes: indexes } = table as { GlobalSecondaryIndexes?: { IndexName: string }[] }
  return (indexes ?? []).map(({ IndexName }) => IndexName)
}

async function statusOf(dynamodb: DynamoDb, TableName: string): Promise<unknown> {
  try {
    const { Table } = await dynamodb.request('DescribeTable', { TableName })
    return (Table as Record<string, unknown>).TableStatus
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined
    throw error
  }
}

async function putIfAbsent(dynamodb: DynamoDb, TableName: string, key: string, item: object): Promise<void> {
  const ConditionExpression = 'attribute_not_exists(#key)'
  const ExpressionAttributeNames = { '#key': key }
  try {
    await dynamodb.request('PutItem', {
      TableName,
      Item: structuredClone(item),
      ConditionExpression,
      ExpressionAttributeNames,
    })
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error
  }
}
