import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDynamoDb, type DynamoDb } from './dynamodb/dynamodb.ts'
import { setUpTables } from './set-up-tables.ts'

const index = (name: string) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
})
const definitions = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }))
const plain = {
  TableName: 'things',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: definitions('pk'),
}
const indexed = {
  ...plain,
  AttributeDefinitions: definitions('pk', 'colour', 'size'),
  GlobalSecondaryIndexes: [index('colour'), index('size')],
}

let db: DynamoDb
beforeEach(async () => {
  db = await createDynamoDb()
})
afterEach(() => db.close())

test('a table of an earlier start gets the indexes that it lacks, with its items in them', async () => {
  const items = [{ pk: { S: 'a' }, colour: { S: 'red' } }]
  await setUpTables(db, [{ table: plain, items }])
  for (let start = 0; start < 2; start++) await setUpTables(db, [{ table: indexed, items }])
  const { Items } = await db.request('Query', {
    TableName: 'things',
    IndexName: 'colour',
    KeyConditionExpression: 'colour = :colour',
    ExpressionAttributeValues: { ':colour': { S: 'red' } },
  })
  expect(Items).toEqual(items)
  const { Table } = await db.request('DescribeTable', { TableName: 'things' })
  expect(Table).toMatchObject({ GlobalSecondaryIndexes: [{ IndexName: 'colour' }, { IndexName: 'size' }] })
})

test('an index that the table has and the source does not stays', async () => {
  await setUpTables(db, [{ table: indexed, items: [] }])
  await setUpTables(db, [{ table: plain, items: [] }])
  const { Table } = await db.request('DescribeTable', { TableName: 'things' })
  expect(Table).toMatchObject({ GlobalSecondaryIndexes: [{}, {}] })
})
