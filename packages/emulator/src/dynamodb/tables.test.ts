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

test('a table that is changed is read anew', async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', hash('a'))
  await until(isActive)
  await put({ a: { S: '1' } })
  const ProvisionedThroughput = { ReadCapacityUnits: 3, WriteCapacityUnits: 2 }
  await db.request('UpdateTable', { TableName: 'things', BillingMode: 'PROVISIONED', ProvisionedThroughput })
  await until(isActive)
  await put({ a: { S: '2' } })
  const { Table } = await db.request('DescribeTable', { TableName: 'things' })
  expect(Table).toMatchObject({ ProvisionedThroughput })
})

test('an index cannot be added to a table, and that is said', async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', hash('a'))
  await until(isActive)
  const Create = { IndexName: 'by-b', KeySchema: [], Projection: {} }
  await expect(
    db.request('UpdateTable', { TableName: 'things', GlobalSecondaryIndexUpdates: [{ Create }] }),
  ).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining('not supported here') })
})
