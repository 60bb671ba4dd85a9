import fc from 'fast-check'
import { expect, test } from 'vitest'
import { untilActive } from './course-table.fixture.ts'
import type { Item } from './dynalite.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'
import { sparseTable } from './sparse-table.fixture.ts'

const { TableName } = sparseTable
const text = (...values: string[]) => fc.constantFrom(...values).map((S) => ({ S }))
const key = fc.record({ pk: text('1', '2'), sk: text('a', 'b') })
const item = fc.record(
  { pk: text('1', '2'), sk: text('a', 'b'), student: text('x', 'y'), at: text('1', '2'), title: text('t') },
  { requiredKeys: ['pk', 'sk'] },
)
const Put = item.map((Item) => ({ Put: { TableName, Item } }))
const Delete = key.map((Key) => ({ Delete: { TableName, Key } }))
const Update = fc
  .tuple(key, fc.constantFrom('SET student = :v', 'REMOVE student', 'SET #at = :v', 'REMOVE #at', 'ADD title :v'))
  .map(([Key, UpdateExpression]) => ({
    Update: {
      TableName,
      Key,
      UpdateExpression,
      ...(UpdateExpression.includes('#at') && { ExpressionAttributeNames: { '#at': 'at' } }),
      ...(UpdateExpression.includes(':v') && { ExpressionAttributeValues: { ':v': { S: 'x' } } }),
    },
  }))
const transaction = fc.array(fc.oneof(Put, Delete, Update), { minLength: 1, maxLength: 3 })

const scan = async (db: DynamoDb, IndexName?: string) =>
  (await db.request('Scan', { TableName, ...(IndexName && { IndexName }) })).Items as Item[]
const sorted = (items: Item[]) => items.map((one) => JSON.stringify(Object.entries(one).sort())).sort()

test('whatever was written, or refused, an index is made of the items that have its keys', async () => {
  const db = await createDynamoDb()
  await db.request('CreateTable', structuredClone(sparseTable))
  await untilActive(db, TableName)
  await fc.assert(
    fc.asyncProperty(fc.array(transaction, { maxLength: 8 }), async (transactions) => {
      for (const TransactItems of transactions) {
        await db.request('TransactWriteItems', structuredClone({ TransactItems })).catch(() => undefined)
      }
      const items = (await scan(db)).filter(({ student, at }) => student && at)
      expect(sorted(await scan(db, 'all'))).toEqual(sorted(items))
      const keys = items.map(({ title: _, ...keys }) => keys)
      expect(sorted(await scan(db, 'keys'))).toEqual(sorted(keys))
      expect(sorted(await scan(db, 'include'))).toEqual(sorted(items))
    }),
  )
  await db.close()
})
