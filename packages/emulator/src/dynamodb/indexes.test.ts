import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untilActive } from './course-table.fixture.ts'
import type { Item } from './dynalite.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'
import { byStudent, search, seat, sparseTable } from './sparse-table.fixture.ts'

let db: DynamoDb
const { TableName } = sparseTable

beforeAll(async () => {
  db = await createDynamoDb()
  await db.request('CreateTable', structuredClone(sparseTable))
  await untilActive(db, TableName)
})
afterAll(() => db.close())

const put = (item: object) => db.request('PutItem', { TableName, Item: structuredClone(item) })
const refused = (message: string) => ({ name: 'ValidationException', message: expect.stringContaining(message) })

describe('an index', () => {
  test('has the items that have its keys, for as long as they have them', async () => {
    const item = seat('a', 'alison')
    const { student: _, ...without } = item
    await put(without)
    expect(await search(db, byStudent('alison'))).toEqual([])
    await put(item)
    expect(await search(db, byStudent('alison'))).toEqual([item])
    const Key = { pk: item.pk, sk: item.sk }
    const change = (UpdateExpression: string, values?: object) =>
      db.request('UpdateItem', {
        TableName,
        Key: structuredClone(Key),
        UpdateExpression,
        ...(values && { ExpressionAttributeValues: values }),
      })
    await change('SET student = :v', { ':v': { S: 'ross' } })
    expect(await search(db, byStudent('alison'))).toEqual([])
    expect(await search(db, byStudent('ross'))).toEqual([{ ...item, student: { S: 'ross' } }])
    await change('REMOVE student')
    expect(await search(db, byStudent('ross'))).toEqual([])
    await change('SET student = :v', { ':v': { S: 'ross' } })
    await db.request('DeleteItem', { TableName, Key })
    expect(await search(db, byStudent('ross'))).toEqual([])
  })

  test('has what it projects, and nothing else can be asked of it', async () => {
    const item = seat('b', 'mike')
    await put(item)
    const { pk, sk, student, at, title } = item
    expect(await search(db, byStudent('mike', 'keys'))).toEqual([{ pk, sk, student, at }])
    expect(await search(db, byStudent('mike', 'include'))).toEqual([{ pk, sk, student, at, title }])
    const [projected] = await search(db, { ...byStudent('mike', 'include'), ProjectionExpression: 'pk, title' })
    expect(projected).toEqual({ pk, title })
    const more = {
      ProjectionExpression: 'title, note, #n',
      ExpressionAttributeNames: { '#n': 'name' },
    }
    const unprojected = refused('Global secondary index include does not project [note, name]')
    await expect(search(db, { ...byStudent('mike', 'include'), ...more })).rejects.toMatchObject(unprojected)
    const scan = db.request('Scan', { TableName, IndexName: 'include', ...more })
    await expect(scan).rejects.toMatchObject(unprojected)
    await expect(search(db, { ...byStudent('mike', 'keys'), Select: 'ALL_ATTRIBUTES' })).rejects.toMatchObject(
      refused('Select type ALL_ATTRIBUTES is not supported for global secondary index keys'),
    )
  })

  test('is not read consistently', async () => {
    const message = 'Consistent reads are not supported on global secondary indexes'
    const consistent = { ...byStudent('mike'), ConsistentRead: true }
    await expect(search(db, consistent)).rejects.toMatchObject(refused(message))
    const scan = db.request('Scan', { TableName, IndexName: 'all', ConsistentRead: true })
    await expect(scan).rejects.toMatchObject(refused(message))
  })

  test.each([true, false])('is read page by page, forwards: %s', async (ScanIndexForward) => {
    const courses = Array.from({ length: 7 }, (_, n) => `page-${n}`)
    // Three of them at the same time: their order is the index's own, but always the same.
    for (const [n, course] of courses.entries()) await put({ ...seat(course, 'paul'), at: { S: `${Math.min(n, 4)}` } })
    const found: Item[] = []
    let ExclusiveStartKey: unknown
    do {
      const page: Record<string, unknown> = { ...byStudent('paul'), ScanIndexForward, Limit: 2 }
      if (ExclusiveStartKey) page.ExclusiveStartKey = ExclusiveStartKey
      const { Items, LastEvaluatedKey } = await db.request('Query', page)
      found.push(...(Items as Item[]))
      ExclusiveStartKey = LastEvaluatedKey
      if (LastEvaluatedKey) expect(Object.keys(LastEvaluatedKey).sort()).toEqual(['at', 'pk', 'sk', 'student'])
    } while (ExclusiveStartKey)
    const times = found.map(({ at }) => Number(at?.S))
    expect(times).toEqual(ScanIndexForward ? [0, 1, 2, 3, 4, 4, 4] : [4, 4, 4, 3, 2, 1, 0])
    expect(found.map(({ pk }) => pk?.S).sort()).toEqual(courses.map((course) => `COURSE#${course}`))
    for (const { pk, sk } of found) await db.request('DeleteItem', { TableName, Key: { pk, sk } })
  })
})

describe('a transaction', () => {
  test('changes indexes together with the items, or neither', async () => {
    const [first, third] = [seat('c', 'eve'), seat('e', 'eve')]
    const second = { ...seat('d', 'eve'), at: { S: '2026-01-02' } }
    await put(third)
    const key = ({ pk, sk }: Item) => structuredClone({ pk, sk })
    const items = (condition: string) => [
      { Put: { TableName, Item: structuredClone(first) } },
      {
        Update: {
          TableName,
          Key: key(second),
          UpdateExpression: 'SET student = :s, #at = :a',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':s': { S: 'eve' }, ':a': second.at },
        },
      },
      { Delete: { TableName, Key: key(third), ConditionExpression: condition } },
    ]
    const cancelled = db.request('TransactWriteItems', { TransactItems: items('attribute_not_exists(pk)') })
    await expect(cancelled).rejects.toMatchObject({ name: 'TransactionCanceledException' })
    expect(await search(db, byStudent('eve'))).toEqual([third])
    await db.request('TransactWriteItems', { TransactItems: items('attribute_exists(pk)') })
    const { pk, sk, student, at } = second
    expect(await search(db, byStudent('eve'))).toEqual([first, { pk, sk, student, at }])
    expect(await search(db, byStudent('eve', 'keys'))).toHaveLength(2)
  })

  test('with a key of the wrong type is cancelled, and changes nothing', async () => {
    const right = seat('f', 'zoe')
    const TransactItems = [
      { Put: { TableName, Item: structuredClone(right) } },
      { Put: { TableName, Item: { ...seat('g', 'zoe'), student: { N: '1' } } } },
    ]
    await expect(db.request('TransactWriteItems', { TransactItems })).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      details: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ValidationError', Message: expect.stringContaining('Type mismatch for Index Key student') },
        ],
      },
    })
    expect(await search(db, byStudent('zoe'))).toEqual([])
  })
})
