import { afterEach, beforeEach, expect, test } from 'vitest'
import { untilActive } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'

// The same expressions again and again: nothing of one request reaches the next.
let db: DynamoDb

beforeEach(async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', {
    TableName: 'things',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  })
  await untilActive(db, 'things')
})
afterEach(() => db.close())

const KEY = { id: { S: '1' } }
const update = (UpdateExpression: string, values: object, more: object = {}) =>
  db.request('UpdateItem', {
    TableName: 'things',
    Key: { ...KEY },
    UpdateExpression,
    ExpressionAttributeValues: values,
    ...more,
  })
const read = async () => (await db.request('GetItem', { TableName: 'things', Key: { ...KEY } })).Item

test('an update works on what is there now, as often as it is made', async () => {
  await update('SET a = :zero, b = :zero', { ':zero': { N: '0' } })
  for (let n = 1; n <= 3; n++) {
    await update('SET a = a + :one ADD b :one', { ':one': { N: '1' } })
    expect(await read()).toEqual({ ...KEY, a: { N: String(n) }, b: { N: String(n) } })
  }
})

test('values and names are those of the request', async () => {
  const set = (name: string, value: string) =>
    update('SET #n = :v', { ':v': { S: value } }, { ExpressionAttributeNames: { '#n': name } })
  await set('a', 'first')
  await set('a', 'second')
  await set('b', 'third')
  expect(await read()).toEqual({ ...KEY, a: { S: 'second' }, b: { S: 'third' } })
})

test('a placeholder that no expression uses is refused the second time as well', async () => {
  const unused = () => update('SET a = :v', { ':v': { S: 'x' }, ':w': { S: 'y' } })
  for (let n = 0; n < 2; n++) {
    await expect(unused()).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('unused in expressions: keys: {:w}'),
    })
  }
  const used = () =>
    update('SET a = :v', { ':v': { S: 'x' } }, { ConditionExpression: 'a <> :v OR attribute_not_exists(a)' })
  await used()
  await expect(used()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
})

test('a condition holds for the values of its own request', async () => {
  await update('SET a = :v', { ':v': { N: '1' } })
  const changeIf = (value: string) =>
    update('SET b = :v', { ':v': { N: '2' }, ':a': { N: value } }, { ConditionExpression: 'a = :a' })
  for (let n = 0; n < 2; n++) {
    await expect(changeIf('2')).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
    await changeIf('1')
  }
})

test('a name that two expressions share counts as used in each of them', async () => {
  await update('SET a = :v, b = :v', { ':v': { S: 'x' } })
  const scan = (FilterExpression: string, names: object) =>
    db.request('Scan', {
      TableName: 'things',
      FilterExpression,
      ProjectionExpression: '#a',
      ExpressionAttributeNames: names,
    })
  for (let n = 0; n < 2; n++) {
    expect(await scan('attribute_exists(#a)', { '#a': 'a' })).toMatchObject({ Items: [{ a: { S: 'x' } }] })
    expect(await scan('attribute_exists(#a)', { '#a': 'b' })).toMatchObject({ Items: [{ b: { S: 'x' } }] })
    await expect(scan('attribute_exists(a)', { '#a': 'a', '#b': 'b' })).rejects.toMatchObject({
      message: expect.stringContaining('unused in expressions: keys: {#b}'),
    })
  }
})

test('a key condition that is turned round finds the same twice', async () => {
  await update('SET a = :v', { ':v': { S: 'x' } })
  for (let n = 0; n < 2; n++) {
    const { Count } = await db.request('Query', {
      TableName: 'things',
      KeyConditionExpression: ':id = id',
      ExpressionAttributeValues: { ':id': { S: '1' } },
    })
    expect(Count).toBe(1)
  }
})

const texts = (...values: string[]) => ({ L: values.map((S) => ({ S })) })

test.each([
  ['REMOVE l[0], l[1]', ['c', 'd']],
  ['REMOVE l[1], l[0]', ['c', 'd']],
  ['REMOVE l[3], l[9]', ['a', 'b', 'c']],
  ['SET l[1] = :x REMOVE l[0]', ['x', 'c', 'd']],
  ['SET l[9] = :x, l[7] = :y', ['a', 'b', 'c', 'd', 'y', 'x']],
])('%s counts the elements as they were before', async (expression, after) => {
  await update('SET l = :l', { ':l': texts('a', 'b', 'c', 'd') })
  const values = Object.entries({ ':x': { S: 'x' }, ':y': { S: 'y' } }).filter(([name]) => expression.includes(name))
  const ExpressionAttributeValues = values.length > 0 ? Object.fromEntries(values) : undefined
  await db.request('UpdateItem', {
    TableName: 'things',
    Key: { ...KEY },
    UpdateExpression: expression,
    ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
  })
  expect(await read()).toEqual({ ...KEY, l: texts(...after) })
})

test.each([
  ['SET n = :a + :b', '99999999999999999999999999999999999999', '0.1', 'more than 38 significant digits'],
  ['SET n = :a - :b', '-9e125', '9e125', 'Number overflow'],
])('%s of %s and %s is refused: no number has that many digits', async (expression, a, b, message) => {
  await expect(update(expression, { ':a': { N: a }, ':b': { N: b } })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message),
  })
})

test('an attribute may be called as what every object has', async () => {
  const set = { TableName: 'things', Key: { ...KEY }, UpdateExpression: 'SET #n = if_not_exists(#n, :v)' }
  const names = { ExpressionAttributeNames: { '#n': 'constructor' } }
  await db.request('UpdateItem', { ...set, ...names, ExpressionAttributeValues: { ':v': { S: 'x' } } })
  expect(await read()).toEqual({ ...KEY, constructor: { S: 'x' } })
})

test('what is set to the value of another attribute has a value of its own', async () => {
  await update('SET l = :l, m = :m', { ':l': texts('a', 'b'), ':m': { M: { k: { S: 'v' } } } })
  const UpdateExpression = 'SET twin = l, m.own = m REMOVE l[0]'
  await db.request('UpdateItem', { TableName: 'things', Key: { ...KEY }, UpdateExpression })
  expect(await read()).toEqual({
    ...KEY,
    l: texts('b'),
    twin: texts('a', 'b'),
    m: { M: { k: { S: 'v' }, own: { M: { k: { S: 'v' } } } } },
  })
})
