import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { untilActive } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'
import { byStudent, search, seat, sparseTable } from './sparse-table.fixture.ts'
import { openStore } from './store.ts'

const { GlobalSecondaryIndexes: indexes, ...rest } = sparseTable
const { TableName } = sparseTable
const plain = { ...rest, AttributeDefinitions: sparseTable.AttributeDefinitions.slice(0, 2) }
const [Create] = indexes
const AttributeDefinitions = sparseTable.AttributeDefinitions.slice(2)

let directory: string
let db: DynamoDb
const open = async () => {
  db = await createDynamoDb({ directory })
}
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'indexes-'))
  await open()
})
afterEach(async () => {
  await db.close()
  await rm(directory, { recursive: true })
})

const make = async (table: object) => {
  await db.request('CreateTable', structuredClone(table) as Record<string, unknown>)
  await untilActive(db, TableName)
}
const put = (item: object) => db.request('PutItem', { TableName, Item: structuredClone(item) })
const update = (change: object) =>
  db.request('UpdateTable', structuredClone({ TableName, GlobalSecondaryIndexUpdates: [change], AttributeDefinitions }))
const describeTable = async () =>
  (await db.request('DescribeTable', { TableName })).Table as Record<string, unknown> & { TableStatus: string }

test('an index that is made later has the items that are there, and those that come meanwhile', async () => {
  await make(plain)
  const seats = Array.from({ length: 250 }, (_, n) => seat(`${n}`, 'alison'))
  await Promise.all(seats.map(put))
  await put({ ...seat('no', 'text'), student: { N: '1' } })
  const early = put(seat('early', 'alison'))
  const made = update({ Create })
  const late = Array.from({ length: 50 }, (_, n) => put(seat(`late-${n}`, 'alison')))
  await expect(made).resolves.toMatchObject({
    TableDescription: { TableStatus: 'UPDATING', GlobalSecondaryIndexes: [{ IndexStatus: 'CREATING' }] },
  })
  await Promise.all([early, ...late])
  expect(await search(db, byStudent('alison'))).toHaveLength(301)
  const { TableStatus, GlobalSecondaryIndexes } = await describeTable()
  expect(TableStatus).toBe('ACTIVE')
  expect(GlobalSecondaryIndexes).toEqual([expect.objectContaining({ IndexName: 'all', IndexStatus: 'ACTIVE' })])
})

test('an item that has no key where a later index wants one is not in it, and can be changed and deleted', async () => {
  await make(plain)
  const item = { ...seat('a', 'alison'), student: { N: '1' } }
  await put(item)
  await update({ Create })
  const Key = { pk: item.pk, sk: item.sk }
  const set = (UpdateExpression: string, value: object) =>
    db.request('UpdateItem', {
      ...structuredClone({ TableName, Key, UpdateExpression }),
      ExpressionAttributeValues: { ':v': value },
    })
  await set('SET note = :v', { S: 'late' })
  expect(await search(db, byStudent('1'))).toEqual([])
  await set('SET student = :v', { S: 'alison' })
  expect(await search(db, byStudent('alison'))).toHaveLength(1)
  await db.request('DeleteItem', { TableName, Key })
  expect(await search(db, byStudent('alison'))).toEqual([])
})

test('an index that is deleted is gone, and one made anew under its name is as the items are', async () => {
  await make(sparseTable)
  await put(seat('a', 'alison'))
  await update({ Delete: { IndexName: 'all' } })
  const message = 'The table does not have the specified index: all'
  await expect(search(db, byStudent('alison'))).rejects.toMatchObject({ message })
  const { pk, sk } = seat('a', 'alison')
  await db.request('DeleteItem', { TableName, Key: { pk, sk } })
  await update({ Create })
  expect(await search(db, byStudent('alison'))).toEqual([])
  for (const { IndexName } of indexes) await update({ Delete: { IndexName } })
  expect(await describeTable()).not.toHaveProperty('GlobalSecondaryIndexes')
  expect((await describeTable()).AttributeDefinitions).toEqual(plain.AttributeDefinitions)
})

test.each([
  [{ Create }, 'ValidationException', 'Attempting to create an index which already exists'],
  [
    { Create: { ...Create, IndexName: 'new', KeySchema: [{ AttributeName: 'nobody', KeyType: 'HASH' }] } },
    'ValidationException',
    'Some index key attributes are not defined in AttributeDefinitions',
  ],
  [
    { Create: { ...Create, IndexName: 'a' } },
    'ValidationException',
    'Member must have length greater than or equal to 3',
  ],
  [{ Create: { ...Create, IndexName: 'new', WarmThroughput: {} } }, 'ValidationException', 'WarmThroughput in'],
  [{ Create: { ...Create, IndexName: 'new' }, Delete: { IndexName: 'all' } }, 'LimitExceededException', 'Only 1'],
  [{ Delete: { IndexName: 'all' }, Update: { IndexName: 'keys' } }, 'ValidationException', 'together with Update'],
  [{ Delete: { IndexName: 'other' } }, 'ResourceNotFoundException', 'Requested resource not found'],
])('%j is refused', async (change, name, message) => {
  await make(sparseTable)
  await expect(update(change)).rejects.toMatchObject({ name, message: expect.stringContaining(message) })
  expect((await describeTable()).TableStatus).toBe('ACTIVE')
})

test('two items whose keys look alike to a short hash are both in an index', async () => {
  await make(sparseTable)
  // dynalite's hashPrefix is 4fa68e of both.
  for (const course of ['4323', '7148']) await put(seat(course, 'eve'))
  expect(await search(db, byStudent('eve'))).toHaveLength(2)
})

test('indexes of an earlier version, and those that a process left unfinished, are made anew', async () => {
  await make(sparseTable)
  await put(seat('a', 'alison'))
  await db.close()
  const store = await openStore({ directory, sync: false, accountId: '000000000000', region: 'us-east-1' })
  const table = (await store.dynalite.db.get(`table~${TableName}`)) as { GlobalSecondaryIndexes: object[] }
  const unfinished = table.GlobalSecondaryIndexes.map((index) => ({ ...index, IndexStatus: 'CREATING' }))
  await store.commit([
    { type: 'del', key: 'index-format' },
    { type: 'put', key: `index-global~${TableName}~all~aaaaaa/616c69736f6e/30/ffffff`, value: seat('b', 'alison') },
    {
      type: 'put',
      key: `table~${TableName}`,
      value: { ...table, TableStatus: 'UPDATING', GlobalSecondaryIndexes: unfinished },
    },
  ])
  await store.close()
  await open()
  expect((await describeTable()).TableStatus).toBe('ACTIVE')
  const { Items } = await db.request('Scan', { TableName, IndexName: 'all' })
  expect(Items).toEqual([seat('a', 'alison')])
})

test('an index is not made together with another mode of billing or another type of a key', async () => {
  await make(plain)
  const change = (more: object) =>
    db.request(
      'UpdateTable',
      structuredClone({ TableName, GlobalSecondaryIndexUpdates: [{ Create }], AttributeDefinitions, ...more }),
    )
  const message = (text: string) => ({ name: 'ValidationException', message: expect.stringContaining(text) })
  await expect(change({ BillingMode: 'PROVISIONED' })).rejects.toMatchObject(message('Another BillingMode'))
  const pk = { AttributeName: 'pk', AttributeType: 'N' }
  await expect(change({ AttributeDefinitions: [...AttributeDefinitions, pk] })).rejects.toMatchObject(
    message('gives pk another type'),
  )
  await change({ BillingMode: 'PAY_PER_REQUEST' })
})
