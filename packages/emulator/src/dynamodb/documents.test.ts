import { afterAll, beforeAll, expect, test } from 'vitest'
import { courseTable, untilActive } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'

// What is compared is compared by value, however deep it lies. The comparison is dynalite's, with our patch (patches/).
let db: DynamoDb
const TableName = 'enrollments'
const KEY = { pk: { S: 'a' }, sk: { S: 'b' } }
const ITEM = {
  ...KEY,
  n: { N: '1.0' },
  l: { L: [{ S: 'x' }, { N: '1' }] },
  m: { M: { x: { S: 'y' }, deep: { M: { list: { L: [{ BOOL: true }, { NULL: true }] } } } } },
  documents: { L: [{ M: { k: { S: 'v' } } }, { L: [{ S: 'in' }] }, { B: 'AQI=' }, { BOOL: false }] },
  numbers: { NS: ['1', '2'] },
  texts: { SS: ['a', 'b'] },
  bytes: { BS: ['AQI=', 'AwQ='] },
}

beforeAll(async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', structuredClone(courseTable))
  await untilActive(db, TableName)
  await db.request('PutItem', { TableName, Item: structuredClone(ITEM) })
})
afterAll(() => db.close())

const conditions: [condition: string, value: object, holds: boolean][] = [
  ['l = :v', { L: [{ S: 'x' }, { N: '1.00' }] }, true],
  ['l <> :v', { L: [{ S: 'x' }, { N: '1' }] }, false],
  ['l = :v', { L: [{ N: '1' }, { S: 'x' }] }, false],
  ['l = :v', { L: [{ S: 'x' }] }, false],
  ['m = :v', { M: { deep: { M: { list: { L: [{ BOOL: true }, { NULL: true }] } } }, x: { S: 'y' } } }, true],
  ['m = :v', { M: { deep: { M: { list: { L: [{ BOOL: false }, { NULL: true }] } } }, x: { S: 'y' } } }, false],
  ['m = :v', { M: { x: { S: 'y' } } }, false],
  ['m <> :v', { M: { x: { S: 'y' } } }, true],
  ['m IN (:v)', structuredClone(ITEM.m), true],
  ['n = :v', { N: '1' }, true],
  ['n IN (:v)', { N: '1.000' }, true],
  ['documents[0] = :v', { M: { k: { S: 'v' } } }, true],
  ['contains(documents, :v)', { M: { k: { S: 'v' } } }, true],
  ['contains(documents, :v)', { M: { k: { S: 'w' } } }, false],
  ['contains(documents, :v)', { L: [{ S: 'in' }] }, true],
  ['contains(documents, :v)', { B: 'AQI=' }, true],
  ['contains(documents, :v)', { BOOL: false }, true],
  ['contains(documents, :v)', { BOOL: true }, false],
  ['contains(l, :v)', { N: '1.0' }, true],
  ['contains(numbers, :v)', { N: '2.0' }, true],
  ['contains(texts, :v)', { S: 'b' }, true],
  ['contains(bytes, :v)', { B: 'AwQ=' }, true],
  ['contains(absent, :v)', { S: 'b' }, false],
  ['texts = :v', { SS: ['b', 'a'] }, true],
  ['numbers = :v', { NS: ['2.0', '1'] }, true],
  ['numbers = :v', { NS: ['2', '3'] }, false],
]

const conditionOf = (condition: string, value: object) => ({
  TableName,
  ConditionExpression: condition,
  ExpressionAttributeValues: { ':v': structuredClone(value) },
})

test.each(conditions)('%s with %j holds: %s', async (condition, value, holds) => {
  const put = db.request('PutItem', { Item: structuredClone(ITEM), ...conditionOf(condition, value) })
  if (holds) await put
  else await expect(put).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
})

test.each(conditions)('a transaction that checks %s with %j goes through: %s', async (condition, value, holds) => {
  const ConditionCheck = { Key: structuredClone(KEY), ...conditionOf(condition, value) }
  const checked = db.request('TransactWriteItems', { TransactItems: [{ ConditionCheck }] })
  if (holds) await checked
  else await expect(checked).rejects.toMatchObject({ name: 'TransactionCanceledException' })
})

test.each(conditions)('a filter of %s with %j finds the item: %s', async (condition, value, holds) => {
  const { ConditionExpression: FilterExpression, ...rest } = conditionOf(condition, value)
  expect(await db.request('Scan', { FilterExpression, ...rest })).toMatchObject({ Count: holds ? 1 : 0 })
})

test.each(conditions.filter(([condition]) => /^(l|m|n|texts|numbers) (=|<>)/.test(condition)))(
  'the conditions without expressions compare alike: %s with %j holds: %s',
  async (condition, value, holds) => {
    const [attribute = '', operator] = condition.split(' ')
    const filter = { ComparisonOperator: operator === '=' ? 'EQ' : 'NE', AttributeValueList: [structuredClone(value)] }
    const KeyConditions = { pk: { ComparisonOperator: 'EQ', AttributeValueList: [KEY.pk] } }
    const inFilter = { [attribute]: filter }
    const found = { Count: holds ? 1 : 0 }
    expect(await db.request('Scan', structuredClone({ TableName, ScanFilter: inFilter }))).toMatchObject(found)
    const query = { TableName, KeyConditions, QueryFilter: inFilter }
    expect(await db.request('Query', structuredClone(query))).toMatchObject(found)
    const put = db.request('PutItem', structuredClone({ TableName, Item: ITEM, Expected: inFilter }))
    if (holds) await put
    else await expect(put).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
  },
)
