import { afterEach, expect, test } from 'vitest'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'

let db: DynamoDb
afterEach(() => db.close())

const hash = (name: string) => ({
  TableName: 'things',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: name, AttributeType: 'S' }],
})

async function until(what: () => Promise<boolean>) {
  while (!(await what())) await new Promise((resolve) => setImmediate(resolve))
}
const isActive = async () => {
  const { Table } = await db.request('DescribeTable', { TableName: 'things' })
  return (Table as { TableStatus: string }).TableStatus === 'ACTIVE'
}
const isGone = () =>
  db.request('DescribeTable', { TableName: 'things' }).then(
    () => false,
    () => true,
  )
const put = (Item: object) => db.request('PutItem', { TableName: 'things', Item })

test('a table that was deleted is not there, and one made anew under its name has its own key', async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', hash('a'))
  await until(isActive)
  await put({ a: { S: '1' } })
  await db.request('DeleteTable', { TableName: 'things' })
  await until(isGone)
  await expect(put({ a: { S: '1' } })).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  await db.request('CreateTable', hash('b'))
  await until(isActive)
  await expect(put({ a: { S: '1' } })).rejects.toMatchObject({ name: 'ValidationException' })
  await put({ b: { S: '1' } })
})

test('an index that was added is kept from the next write on', async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', hash('a'))
  await until(isActive)
  await put({ a: { S: '1' }, colour: { S: 'x' } })
  await db.request('UpdateTable', {
    TableName: 'things',
    AttributeDefinitions: [{ AttributeName: 'colour', AttributeType: 'S' }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: 'by-colour',
          KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
          ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
        },
      },
    ],
  })
  await until(isActive)
  await put({ a: { S: '2' }, colour: { S: 'x' } })
  const { Items } = await db.request('Query', {
    TableName: 'things',
    IndexName: 'by-colour',
    KeyConditionExpression: 'colour = :x',
    ExpressionAttributeValues: { ':x': { S: 'x' } },
  })
  expect(Items).toContainEqual({ a: { S: '2' }, colour: { S: 'x' } })
})
