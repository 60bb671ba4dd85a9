import { afterAll, beforeAll, expect, test } from 'vitest'
import { untilActive } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'
import { seat, sparseTable } from './sparse-table.fixture.ts'

// The texts are DynamoDB's, as public tests recorded them.
let db: DynamoDb
const { TableName } = sparseTable

beforeAll(async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', structuredClone(sparseTable))
  await untilActive(db, TableName)
})
afterAll(() => db.close())

const key = (n: number) => ({ pk: { S: `${n}` }, sk: { S: 'a' } })
const many = <T>(length: number, of: (n: number) => T) => Array.from({ length }, (_, n) => of(n))
const query = { TableName, KeyConditionExpression: 'pk = :v', ExpressionAttributeValues: { ':v': { S: 'a' } } }
const constraint = '1 validation error detected: Value'

test.each([
  ['BatchGetItem', { RequestItems: {} }, 'The requestItems parameter is required for BatchGetItem'],
  ['BatchWriteItem', { RequestItems: {} }, 'The requestItems parameter is required for BatchWriteItem'],
  [
    'BatchGetItem',
    { RequestItems: { [TableName]: { Keys: many(101, key) } } },
    `${constraint} at 'RequestItems.sparse.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100`,
  ],
  [
    'BatchWriteItem',
    { RequestItems: { [TableName]: many(26, (n) => ({ PutRequest: { Item: key(n) } })) } },
    `${constraint} '{sparse=[26 requests]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]`,
  ],
  [
    'CreateTable',
    { ...sparseTable, TableName: 'ab' },
    `${constraint} 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3`,
  ],
  [
    'CreateTable',
    { ...sparseTable, KeySchema: [...sparseTable.KeySchema, { AttributeName: 'at', KeyType: 'RANGE' }] },
    `${constraint} '[KeySchemaElement(attributeName=pk, keyType=HASH), KeySchemaElement(attributeName=sk, keyType=RANGE), KeySchemaElement(attributeName=at, keyType=RANGE)]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2`,
  ],
  [
    'PutItem',
    { TableName: '', Item: key(1) },
    `${constraint} '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1`,
  ],
  [
    'Query',
    { ...query, Limit: 0 },
    `${constraint} at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  ],
  [
    'Query',
    { ...query, Select: 'SPECIFIC_ATTRIBUTES' },
    '1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
  ],
  [
    'Scan',
    { TableName, Select: 'COUNT', ProjectionExpression: 'pk' },
    'Cannot specify the ProjectionExpression when choosing to get only the Count',
  ],
  [
    'Scan',
    { TableName, Select: 'ALL_PROJECTED_ATTRIBUTES' },
    'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
  ],
  [
    'Scan',
    { TableName, Segment: 0 },
    'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
  ],
  ['Scan', { TableName, ConditionalOperator: 'OR' }, 'ConditionalOperator cannot be used without Filter or Expected'],
  [
    'PutItem',
    { TableName, Item: key(1), ConditionalOperator: 'OR', Expected: { at: { Exists: false } } },
    'ConditionalOperator can only be used when Filter or Expected has two or more elements',
  ],
  [
    'TagResource',
    { ResourceArn: 'sparse', Tags: [{ Key: 'a', Value: 'b' }] },
    'Invalid TableArn: Invalid ResourceArn provided as input sparse',
  ],
  [
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName, Key: key(1) } }, { Get: { TableName, Key: key(1) } }] },
    'Transaction request cannot include multiple operations on one item',
  ],
])('%s refuses %j', async (operation, input, message) => {
  const refused = { name: 'ValidationException', message }
  await expect(db.request(operation, structuredClone(input))).rejects.toMatchObject(refused)
})

test('what a request does not bring in the right shape is refused all the same', async () => {
  for (const input of [{ TableName: 5 }, { TableName, KeySchema: [null, null, null] }, { RequestItems: [] }]) {
    for (const operation of ['CreateTable', 'BatchGetItem', 'BatchWriteItem', 'Query', 'Scan', 'TagResource']) {
      const error = await db
        .request(operation, structuredClone<object>(input) as never)
        .catch((cause: Error) => cause.name)
      if (typeof error === 'string') expect(['ValidationException', 'SerializationException']).toContain(error)
    }
  }
})

test('a table with a local index reports its item collections', async () => {
  const local = {
    ...sparseTable,
    TableName: 'local',
    GlobalSecondaryIndexes: undefined,
    AttributeDefinitions: sparseTable.AttributeDefinitions.filter(({ AttributeName }) => AttributeName !== 'student'),
    LocalSecondaryIndexes: [
      {
        IndexName: 'by-at',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'at', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  }
  await db.request('CreateTable', JSON.parse(JSON.stringify(local)))
  await untilActive(db, 'local')
  const Item = seat('a', 'alison')
  const wish = { ReturnItemCollectionMetrics: 'SIZE' }
  const metrics = { ItemCollectionKey: { pk: Item.pk }, SizeEstimateRangeGB: [0, 1] }
  const put = (more: object, table = 'local') =>
    db.request('PutItem', { TableName: table, Item: structuredClone(Item), ...more })
  expect(await put(wish)).toEqual({ ItemCollectionMetrics: metrics })
  expect(await put({})).toEqual({})
  expect(await put(wish, TableName)).toEqual({})
  const Put = { TableName: 'local', Item: structuredClone(Item) }
  expect(await db.request('TransactWriteItems', { TransactItems: [{ Put }], ...wish })).toEqual({
    ItemCollectionMetrics: { local: [metrics] },
  })
  const requests = ['alison', 'mike'].map((student) => ({ PutRequest: { Item: seat('a', student) } }))
  expect(await db.request('BatchWriteItem', { RequestItems: { local: requests }, ...wish })).toEqual({
    UnprocessedItems: {},
    ItemCollectionMetrics: { local: [metrics] },
  })
})

test('a batch takes tables by their ARNs, and answers by what it was given', async () => {
  const arn = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`
  const Item = seat('arn', 'alison')
  const Keys = [{ pk: Item.pk, sk: Item.sk }]
  const write = (RequestItems: object) => db.request('BatchWriteItem', structuredClone({ RequestItems }))
  const read = (RequestItems: object) => db.request('BatchGetItem', structuredClone({ RequestItems }))
  const put = [{ PutRequest: { Item } }]
  expect(await write({ [arn]: put })).toEqual({ UnprocessedItems: {} })
  expect(await read({ [arn]: { Keys } })).toEqual({ Responses: { [arn]: [Item] }, UnprocessedKeys: {} })
  expect(await read({ [TableName]: { Keys } })).toMatchObject({ Responses: { [TableName]: [Item] } })
  await expect(read({ [arn]: { Keys }, [TableName]: { Keys } })).rejects.toMatchObject({ name: 'ValidationException' })
  const elsewhere = arn.replace('us-east-1', 'eu-west-1')
  await expect(read({ [elsewhere]: { Keys } })).rejects.toMatchObject({ name: 'ValidationException' })
})

test('keys that a batch does not get to are left with their projection', async () => {
  const seats = Array.from({ length: 5 }, (_, n) => ({
    ...seat(`big-${n}`, 'alison'),
    note: { S: 'x'.repeat(390_000) },
  }))
  for (const Item of seats) await db.request('PutItem', { TableName, Item: structuredClone(Item) })
  const names = { ProjectionExpression: '#n', ExpressionAttributeNames: { '#n': 'note' } }
  const wanted = { Keys: seats.map(({ pk, sk }) => ({ pk, sk })), ...names }
  const batch = { RequestItems: { [TableName]: structuredClone(wanted) } }
  const { Responses, UnprocessedKeys } = await db.request('BatchGetItem', batch)
  const { [TableName]: left } = UnprocessedKeys as Record<string, { Keys: object[] }>
  expect(left).toMatchObject(names)
  expect((Responses as Record<string, object[]>)[TableName]?.length).toBe(5 - (left?.Keys.length ?? 0))
})
