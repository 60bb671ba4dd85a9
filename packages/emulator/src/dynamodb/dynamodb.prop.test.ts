import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { countSeats, courseKey, createCourseTable, enroll, enrollmentKey } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'

// Much work for a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const TableName = 'enrollments'
let db: DynamoDb
beforeAll(async () => {
  db = await createDynamoDb()
  await createCourseTable(db, 1_000_000)
})
afterAll(() => db.close())

const condition = {
  ConditionExpression: 'attribute_exists(#a) AND #a.b[1] <> :v OR size(c) > :n',
  ExpressionAttributeNames: { '#a': 'a' },
  ExpressionAttributeValues: { ':v': { S: 'x' }, ':n': { N: '1' } },
}
const values = { a: { M: { b: { L: [{ BOOL: true }, { NULL: true }] } } }, c: { SS: ['x'] }, d: { B: 'AA==' } }
const requests: [operation: string, input: object][] = [
  ['PutItem', { TableName, Item: { ...enrollmentKey('a'), ...values }, ...condition, ReturnValues: 'ALL_OLD' }],
  [
    'UpdateItem',
    {
      TableName,
      Key: courseKey,
      UpdateExpression: 'SET a.b = list_append(a.b, :v), e = if_not_exists(e, :n) REMOVE c ADD f :n',
      ...condition,
    },
  ],
  [
    'UpdateItem',
    {
      TableName,
      Key: courseKey,
      AttributeUpdates: { g: { Action: 'ADD', Value: { N: '1' } } },
      Expected: { h: { Exists: false } },
    },
  ],
  ['DeleteItem', { TableName, Key: enrollmentKey('a'), ReturnValuesOnConditionCheckFailure: 'ALL_OLD', ...condition }],
  ['GetItem', { TableName, Key: courseKey, ProjectionExpression: 'pk, a.b[0]', ConsistentRead: true }],
  [
    'Query',
    {
      TableName,
      KeyConditionExpression: 'pk = :v AND sk > :n',
      ...condition,
      ConditionExpression: undefined,
      Limit: 3,
    },
  ],
  [
    'Scan',
    {
      TableName,
      FilterExpression: 'contains(a, :v)',
      ExpressionAttributeValues: { ':v': { S: 'x' } },
      Segment: 0,
      TotalSegments: 2,
    },
  ],
  [
    'BatchWriteItem',
    {
      RequestItems: {
        [TableName]: [{ PutRequest: { Item: enrollmentKey('b') } }, { DeleteRequest: { Key: enrollmentKey('c') } }],
      },
    },
  ],
  ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [courseKey], ProjectionExpression: 'pk' } } }],
  ['TransactWriteItems', { ...enroll('d'), ClientRequestToken: 'token', ReturnConsumedCapacity: 'TOTAL' }],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName, Key: courseKey, ProjectionExpression: 'pk' } }] }],
  ['UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'x' } }],
  ['DescribeTable', { TableName }],
  ['ListTables', { Limit: 1, ExclusiveStartTableName: 'aaa' }],
]

/** Leaves to put in the place of others: what clients get wrong, and what attackers try. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    'x',
    0,
    -1,
    2 ** 60,
    true,
    [],
    {},
    [null],
    { S: 'x' },
    { S: null },
    { N: 'NaN' },
    { N: '1e999' },
  ),
  fc.constantFrom<unknown>(
    ':v',
    '#a',
    'a.b.c',
    'a[99999999999]',
    '((((',
    'attribute_exists(',
    'SET',
    { M: { __proto__: null } },
    { L: [[]] },
  ),
  fc.string({ maxLength: 20 }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** The request with one to three of its values, somewhere, replaced by a strange one or left out. */
const mutated = fc
  .tuple(fc.constantFrom(...requests), fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 3 }))
  .map(([[operation, input], changes]) => {
    const copy = JSON.parse(JSON.stringify(input))
    for (const [position, value] of changes) replace(copy, position, value)
    return [operation, copy] as const
  })

function replace(root: object, position: number, value: unknown): void {
  const places: [holder: Record<string, unknown>, name: string][] = []
  const visit = (holder: Record<string, unknown>) => {
    for (const [name, one] of Object.entries(holder)) {
      places.push([holder, name])
      if (typeof one === 'object' && one !== null) visit(one as Record<string, unknown>)
    }
  }
  visit(root as Record<string, unknown>)
  const place = places[position % Math.max(1, places.length)]
  if (place) place[0][place[1]] = structuredClone(value)
}

it('answers any request with an output or an error of the API', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async ([operation, input]) => {
      const { status, body } = await db.handle({
        method: 'POST',
        path: '/',
        query: new URLSearchParams(),
        headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
        body: Buffer.from(JSON.stringify(input)),
      })
      if (status === 200) return
      expect(JSON.parse(String(body))).toMatchObject({ __type: expect.stringMatching(/#\w+$/) })
      expect(status, String(body)).toBe(400)
    }),
    { numRuns: 1500 },
  )
})

it('ends every run of transactions with as many enrollments as seats taken', async () => {
  const one = fc.record({ student: fc.nat(15), token: fc.option(fc.nat(5)) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(one, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 10 }),
      async (steps, seats) => {
        const fresh = await createDynamoDb()
        await createCourseTable(fresh, seats)
        await Promise.allSettled(
          steps.map(({ student, token }) =>
            fresh.request('TransactWriteItems', {
              ...enroll(String(student)),
              ...(token === null ? {} : { ClientRequestToken: `${student}-${token}` }),
            }),
          ),
        )
        const { enrollments, seatsTaken } = await countSeats(fresh)
        expect(enrollments).toBe(Math.min(seats, new Set(steps.map(({ student }) => student)).size))
        expect(seatsTaken).toBe(enrollments)
        await fresh.close()
      },
    ),
    { numRuns: 30 },
  )
})
