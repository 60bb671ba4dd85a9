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

const protect = (DeletionProtectionEnabled: boolean) =>
  db.request('UpdateTable', { TableName: 'things', DeletionProtectionEnabled })

test('a protected table is deleted once it is protected no longer', async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', { ...hash('a'), DeletionProtectionEnabled: true })
  await until(isActive)
  const remove = () => db.request('DeleteTable', { TableName: 'things' })
  const refused = { name: 'ValidationException', message: expect.stringContaining('protected against deletion') }
  await expect(remove()).rejects.toMatchObject(refused)
  await protect(false)
  await protect(true)
  await expect(remove()).rejects.toMatchObject(refused)
  await protect(false)
  await remove()
  await until(isGone)
})

const KEY_ARN = 'arn:aws:kms:us-east-1:000000000000'
test.each([
  [{ Enabled: true }, `${KEY_ARN}:alias/aws/dynamodb`],
  [{ Enabled: true, SSEType: 'KMS', KMSMasterKeyId: `${KEY_ARN}:key/a` }, `${KEY_ARN}:key/a`],
  [{ Enabled: true, KMSMasterKeyId: 'alias/own' }, `${KEY_ARN}:alias/own`],
  [{ Enabled: true, KMSMasterKeyId: 'a-b' }, `${KEY_ARN}:key/a-b`],
])('a table created with %j describes its key', async (SSESpecification, KMSMasterKeyArn) => {
  db = await createDynamoDb()
  await db.request('CreateTable', { ...hash('a'), SSESpecification })
  await until(isActive)
  const describe = async () => (await db.request('DescribeTable', { TableName: 'things' })).Table
  expect(await describe()).toMatchObject({
    SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn },
    DeletionProtectionEnabled: false,
  })
  await db.request('UpdateTable', { TableName: 'things', SSESpecification: { Enabled: false } })
  expect(await describe()).not.toHaveProperty('SSEDescription')
})

test('settings that nothing here keeps, and two changes at once, are refused', async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', hash('a'))
  await until(isActive)
  const update = (change: object) => db.request('UpdateTable', { TableName: 'things', ...change })
  const refused = (message: string) => ({ name: 'ValidationException', message: expect.stringContaining(message) })
  await expect(update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' })).rejects.toMatchObject(refused('TableClass'))
  await expect(update({ SSESpecification: { Enabled: true, SSEType: 'AES256' } })).rejects.toMatchObject(
    refused('SSEType AES256'),
  )
  await expect(update({ DeletionProtectionEnabled: true, BillingMode: 'PAY_PER_REQUEST' })).rejects.toMatchObject(
    refused('BillingMode is not supported here together with'),
  )
})
