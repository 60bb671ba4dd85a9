import { afterAll, beforeAll, expect, test } from 'vitest'
import { courseTable, untilActive } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'

// As recorded by others against DynamoDB: what an item does not have equals nothing and has no order.
let db: DynamoDb
const TableName = 'enrollments'
const ITEM = {
  pk: { S: 'a' },
  sk: { S: 'b' },
  s: { S: 'x' },
  blank: { S: '' },
  n: { N: '5' },
  bytes: { B: '//4=' },
  l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }, { S: '3' }, { S: '4' }] },
  l2: { L: [{ S: '0' }] },
  m: { M: { k: { S: 'v' } } },
  high: { S: '\u{10000}' },
  low: { S: '\uffff' },
}

beforeAll(async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', structuredClone(courseTable))
  await untilActive(db, TableName)
  await db.request('PutItem', { TableName, Item: structuredClone(ITEM) })
})
afterAll(() => db.close())

const filter = async (FilterExpression: string, values?: object, names?: object) => {
  const { Count } = await db.request('Scan', {
    TableName,
    FilterExpression,
    ...(values && { ExpressionAttributeValues: structuredClone(values) }),
    ...(names && { ExpressionAttributeNames: names }),
  })
  return Count === 1
}

test.each([
  ['aa = bb', false],
  ['aa <> bb', true],
  ['aa <> s', true],
  ['aa < bb', false],
  ['aa <= bb', false],
  ['aa >= s', false],
  ['aa BETWEEN bb AND cc', false],
  ['n BETWEEN n AND cc', false],
  ['s BETWEEN s AND s', true],
  ['s IN (aa)', false],
  ['s IN (aa, s)', true],
  ['aa IN (bb)', false],
  ['begins_with(aa, bb)', false],
  ['begins_with(s, aa)', false],
  ['contains(aa, bb)', false],
  ['size(aa) = n', false],
  ['size(blank) < n', true],
  ['size(l) = n', true],
  ['size(n) <> n', true],
  ['l <= l2', false],
  ['l >= m', false],
  ['s.a = s', false],
  ['l[9] = s', false],
  ['m.k.k = s', false],
  ['low < high', true],
])('%s: %s', async (expression, holds) => {
  expect(await filter(expression)).toBe(holds)
})

test.each([
  ['begins_with(bytes, :v)', { B: '/w==' }, true],
  ['begins_with(bytes, :v)', { B: '/g==' }, false],
  ['size(blank) = :v', { N: '0' }, true],
])('%s with %j: %s', async (expression, value, holds) => {
  expect(await filter(expression, { ':v': value })).toBe(holds)
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'no item has an attribute %s by itself',
  async (name) => {
    expect(await filter('attribute_exists(#n)', undefined, { '#n': name })).toBe(false)
    expect(await filter('attribute_exists(m.#n)', undefined, { '#n': name })).toBe(false)
    const put = { TableName, Item: structuredClone(ITEM), ConditionExpression: 'attribute_not_exists(#n)' }
    await db.request('PutItem', { ...put, ExpressionAttributeNames: { '#n': name } })
  },
)

test.each([
  ['s < :v', { BOOL: true }, '<', 'BOOL'],
  [':v >= s', { L: [] }, '>=', 'L'],
  ['s BETWEEN :v AND s', { NULL: true }, 'BETWEEN', 'NULL'],
  ['NOT (s = n OR m.k <= :v)', { SS: ['a'] }, '<=', 'SS'],
])('refuses %s with %j, which has no order', async (expression, value, operator, type) => {
  const refused = {
    name: 'ValidationException',
    message: expect.stringContaining(`operator or function: ${operator}, operand type: ${type}`),
  }
  await expect(filter(expression, { ':v': value })).rejects.toMatchObject(refused)
})

test.each([
  ['ProjectionExpression', '!!! INVALID !!!', '!', '!!'],
  ['FilterExpression', 's = ', '<EOF>', '='],
  ['FilterExpression', 'attribute_exists(s) AN n', 'AN', ') AN n'],
])('a %s of "%s" is refused at its token', async (member, expression, token, near) => {
  await expect(db.request('Scan', { TableName, [member]: expression })).rejects.toMatchObject({
    message: `Invalid ${member}: Syntax error; token: "${token}", near: "${near}"`,
  })
})
