import { afterAll, beforeAll, expect, test } from 'vitest'
import { untilActive } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'

let db: DynamoDb
const TableName = 'things'
beforeAll(async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: ['pk', 'g'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-g',
        KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  })
  await untilActive(db, TableName)
  await put({ a: { S: 'x' } })
})
afterAll(() => db.close())

const KEY = { pk: { S: 'a' } }
const put = (more: object, options: object = {}) =>
  db.request('PutItem', { TableName, Item: { ...KEY, ...structuredClone(more) }, ...options })
const update = (value: object, name = 'a') =>
  db.request('UpdateItem', {
    TableName,
    Key: { ...KEY },
    UpdateExpression: 'SET #n = :v',
    ExpressionAttributeNames: { '#n': name },
    ExpressionAttributeValues: { ':v': structuredClone(value) },
  })
const transact = (...TransactItems: object[]) => db.request('TransactWriteItems', { TransactItems })
const nested = (levels: number): object => (levels === 0 ? { S: 'x' } : { L: [nested(levels - 1)] })
const refused = (message: string) => ({ name: 'ValidationException', message: expect.stringContaining(message) })

test('lists and maps lie 32 deep, and not deeper', async () => {
  await put({ deep: nested(32) })
  await update(nested(32))
  await expect(put({ deep: nested(33) })).rejects.toMatchObject(refused('Nesting Levels'))
  await expect(update(nested(33))).rejects.toMatchObject(refused('Nesting Levels'))
  const Put = { TableName, Item: { ...KEY, deep: { M: { a: nested(32) } } } }
  await expect(transact({ Put })).rejects.toMatchObject(refused('Nesting Levels'))
})

const condition = (ConditionExpression: string, values = 1) => ({
  ConditionExpression,
  ExpressionAttributeValues: Object.fromEntries(
    Array.from({ length: values }, (_, n) => [`:v${n}`, { S: n === 0 ? 'x' : `x${n}` }]),
  ),
})
const operands = (count: number) =>
  condition(`a IN (${Array.from({ length: count }, (_, n) => `:v${n}`).join(',')})`, count)
const operators = (count: number) => condition(Array.from({ length: count }, () => 'a=:v0').join(' OR '))

test.each([
  ['4 KB of expression', condition('a = :v0'.padEnd(4096))],
  ['299 operators', operators(150)],
  ['100 operands of IN', operands(100)],
])('takes %s', async (_what, options) => {
  await put({ a: { S: 'x' } })
  await put({ a: { S: 'x' } }, options)
})

test.each([
  ['more than 4 KB of expression', condition('a = :v0'.padEnd(4097)), 'expression size: 4097'],
  ['more than 300 operators', operators(151), 'number of operators: 301'],
  ['more than 100 operands of IN', operands(101), 'number of operands: 101'],
])('refuses %s, in a transaction too', async (_what, options, message) => {
  await expect(put({}, structuredClone(options))).rejects.toMatchObject(refused(message))
  const ConditionCheck = { TableName, Key: KEY, ...structuredClone(options) }
  await expect(transact({ ConditionCheck })).rejects.toMatchObject(refused(message))
})

test('an empty text is a key neither of a table nor of an index, however it is written', async () => {
  const inIndex = refused('IndexName: by-g, IndexKey: g')
  const byUpdate = refused(
    'attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.',
  )
  const inTable = refused('cannot contain an empty string value. Key: pk')
  const empty = { pk: { S: 'b' }, g: { S: '' } }
  await expect(put(empty)).rejects.toMatchObject(inIndex)
  await expect(update({ S: '' }, 'g')).rejects.toMatchObject(byUpdate)
  const Update = {
    TableName,
    Key: KEY,
    UpdateExpression: 'SET g = :v',
    ExpressionAttributeValues: { ':v': { S: '' } },
  }
  await expect(transact({ Update })).rejects.toMatchObject(byUpdate)
  await expect(transact({ Put: { TableName, Item: empty } })).rejects.toMatchObject(inIndex)
  await expect(transact({ Put: { TableName, Item: { pk: { S: '' } } } })).rejects.toMatchObject(inTable)
  await expect(transact({ Delete: { TableName, Key: { pk: { S: '' } } } })).rejects.toMatchObject(inTable)
  const batch = { RequestItems: { [TableName]: [{ PutRequest: { Item: structuredClone(empty) } }] } }
  await expect(db.request('BatchWriteItem', batch)).rejects.toMatchObject(inIndex)
  await put({ g: { S: 'full' }, other: { S: '' } })
})

test('an empty text or binary is looked for nowhere', async () => {
  const message =
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty'
  const empty = { name: 'ValidationException', message: expect.stringContaining(message) }
  const query = (KeyConditionExpression: string, more: object = {}) =>
    db.request('Query', { TableName, KeyConditionExpression, ExpressionAttributeValues: { ':v': { S: '' } }, ...more })
  await expect(query('pk = :v')).rejects.toMatchObject(empty)
  await expect(query('g = :v', { IndexName: 'by-g' })).rejects.toMatchObject(empty)
  const Key = { pk: { S: '' } }
  await expect(db.request('GetItem', { TableName, Key })).rejects.toMatchObject(empty)
  const RequestItems = { [TableName]: { Keys: [{ pk: { S: '' } }] } }
  await expect(db.request('BatchGetItem', { RequestItems })).rejects.toMatchObject(empty)
})

test('sizes are counted in bytes of UTF-8', async () => {
  const size = 400 * 1024 - 'pk'.length - 'a'.length - 'x'.length
  await put({ x: { S: 'é'.repeat(size / 2) } })
  await expect(put({ x: { S: 'é'.repeat(size / 2 + 1) } })).rejects.toMatchObject(refused('Item size has exceeded'))
  await put({ pk: { S: 'é'.repeat(1024) }, g: { S: 'é'.repeat(1024) } })
  const longer = { S: 'é'.repeat(1025) }
  await expect(put({ pk: longer })).rejects.toMatchObject(refused('Size of hashkey'))
  await expect(put({ g: longer })).rejects.toMatchObject(refused('Size of hashkey'))
  await put({ a: { S: 'x' } })
  await expect(update(longer, 'g')).rejects.toMatchObject(refused('Size of hashkey'))
  const transaction = transact({ Put: { TableName, Item: { ...KEY, g: longer } } })
  await expect(transaction).rejects.toMatchObject({ name: 'TransactionCanceledException' })
})

test('names have at least one byte, and those in expressions at most 255', async () => {
  const longest = `#${'n'.repeat(254)}`
  const conditionOn = (name: string) => ({
    ConditionExpression: `attribute_not_exists(${name})`,
    ExpressionAttributeNames: { [name]: 'absent' },
  })
  await put({}, conditionOn(longest))
  await expect(put({}, conditionOn(`${longest}n`))).rejects.toMatchObject(refused('1 to 255 bytes, but has 256'))
  await expect(put({ '': { S: 'x' } })).rejects.toMatchObject(refused('A name in Item must have 1 to 65535 bytes'))
})

test('an expression with parentheses too deep to parse is refused before it is parsed, and one of 5 levels is not', async () => {
  const nested = (depth: number) => `${'(a = :v AND '.repeat(depth)}a = :v${')'.repeat(depth)}`
  const scan = (depth: number) => ({
    TableName,
    FilterExpression: nested(depth),
    ExpressionAttributeValues: { ':v': { S: 'a' } },
  })
  await expect(db.request('Scan', scan(100))).rejects.toMatchObject({ message: expect.stringContaining('8 deep') })
  await expect(db.request('Scan', scan(5))).resolves.toMatchObject({ Count: 0 })
})
