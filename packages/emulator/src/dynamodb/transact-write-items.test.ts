import { Agent } from 'node:http'
import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clientOptions, type Endpoint, serve } from '../../test/endpoint.ts'
import { countSeats, course, courseKey, createCourseTable, enroll, enrollmentKey } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'

// Much work for a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let db: DynamoDb
let endpoint: Endpoint
let client: DynamoDBClient
let nowMs = 0

beforeEach(async () => {
  nowMs = 1_700_000_000_000
  db = await createDynamoDb({ now: () => nowMs })
  await createCourseTable(db, 2)
  endpoint = await serve(db)
  // As many connections as the race below has requests: the SDK warns of a queue before them.
  const requestHandler = { httpAgent: new Agent({ keepAlive: true, maxSockets: 500 }) }
  client = new DynamoDBClient({ ...clientOptions, endpoint: endpoint.url, requestHandler })
})

afterEach(async () => {
  client.destroy()
  await endpoint.close()
  await db.close()
})

const write = (input: object) => client.send(new TransactWriteItemsCommand(input as never))
const failure = (input: object) => write(input).then(Promise.reject, (error: unknown) => error)

describe('conditions', () => {
  it('writes every item when every condition holds', async () => {
    await write(enroll('alison'))
    expect(await countSeats(db)).toEqual({ enrollments: 1, seatsTaken: 1 })
  })

  it('writes nothing when one condition fails, and says which', async () => {
    await write(enroll('alison'))
    expect(await failure(enroll('alison'))).toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]',
      CancellationReasons: [
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
        { Code: 'None' },
      ],
    })
    expect(await countSeats(db)).toEqual({ enrollments: 1, seatsTaken: 1 })
  })

  it('names every condition that fails', async () => {
    for (const student of ['alison', 'mike']) await write(enroll(student))
    expect(await failure(enroll('alison'))).toMatchObject({
      message: expect.stringContaining('[ConditionalCheckFailed, ConditionalCheckFailed]'),
    })
  })

  it('hands back the item that stood in the way, when asked', async () => {
    const [put] = enroll('alison').TransactItems
    const request = {
      TransactItems: [{ Put: { ...put?.Put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }],
    }
    await write(request)
    expect(await failure(request)).toMatchObject({
      CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item: enrollmentKey('alison') }],
    })
  })

  it('checks an item that it does not write', async () => {
    const check = (seats: string) => ({
      TransactItems: [
        {
          ConditionCheck: {
            TableName: 'enrollments',
            Key: courseKey,
            ConditionExpression: 'seats = :seats',
            ExpressionAttributeValues: { ':seats': { N: seats } },
          },
        },
        { Put: { TableName: 'enrollments', Item: enrollmentKey('alison') } },
      ],
    })
    expect(await failure(check('3'))).toMatchObject({ name: 'TransactionCanceledException' })
    await write(check('2'))
    expect(await countSeats(db)).toEqual({ enrollments: 1, seatsTaken: 0 })
    expect((await db.request('GetItem', { TableName: 'enrollments', Key: courseKey })).Item).toEqual(course(2))
  })

  it('deletes', async () => {
    await write(enroll('alison'))
    await write({ TransactItems: [{ Delete: { TableName: 'enrollments', Key: enrollmentKey('alison') } }] })
    expect(await countSeats(db)).toMatchObject({ enrollments: 0 })
  })

  it('gives exactly the seats that there are to many at once', async () => {
    await db.request('PutItem', { TableName: 'enrollments', Item: course(100) })
    const results = await Promise.allSettled(
      Array.from({ length: 500 }, (_, index) => write(enroll(`s${index % 250}`))),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
    expect(await countSeats(db)).toEqual({ enrollments: 100, seatsTaken: 100 })
  })
})

describe('requests that cannot be', () => {
  const put = { Put: { TableName: 'enrollments', Item: enrollmentKey('alison') } }

  it.each([
    ['no items', { TransactItems: [] }, 'Member must have length greater than or equal to 1'],
    [
      'more than 100 items',
      { TransactItems: Array(101).fill(put) },
      'Member must have length less than or equal to 100',
    ],
    [
      'one item twice',
      { TransactItems: [put, put] },
      'Transaction request cannot include multiple operations on one item',
    ],
    [
      'two operations in one entry',
      { TransactItems: [{ ...put, Delete: { TableName: 'enrollments', Key: courseKey } }] },
      'TransactItems can only contain one of Check, Put, Update or Delete',
    ],
    [
      'a malformed expression',
      { TransactItems: [{ Put: { ...put.Put, ConditionExpression: 'a b' } }] },
      'Invalid ConditionExpression',
    ],
    [
      'an unknown wish for the old item',
      { TransactItems: [{ Put: { ...put.Put, ReturnValuesOnConditionCheckFailure: 'SOME' } }] },
      'enum value set: [ALL_OLD, NONE]',
    ],
    [
      'a missing key',
      { TransactItems: [{ Delete: { TableName: 'enrollments' } }] },
      "'transactItems.1.member.delete.key'",
    ],
  ])('refuses %s', async (_what, input, message) => {
    expect(await failure(input)).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    })
  })

  it('refuses an unknown table', async () => {
    expect(await failure({ TransactItems: [{ Put: { ...put.Put, TableName: 'nowhere' } }] })).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    })
  })

  it('cancels when a key does not fit its table', async () => {
    const misfit = { Delete: { TableName: 'enrollments', Key: { pk: { S: 'a' } } } }
    expect(await failure({ TransactItems: [put, misfit] })).toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ValidationError', Message: 'The provided key element does not match the schema' },
      ],
    })
    expect(await countSeats(db)).toMatchObject({ enrollments: 0 })
  })
})

describe('ClientRequestToken', () => {
  const request = { ...enroll('alison'), ClientRequestToken: 'token' }

  it('does the same transaction once', async () => {
    await Promise.all([write(request), write(request), write(request)])
    await write(request)
    expect(await countSeats(db)).toEqual({ enrollments: 1, seatsTaken: 1 })
  })

  it('refuses another transaction under the same token', async () => {
    await write(request)
    expect(await failure({ ...enroll('mike'), ClientRequestToken: 'token' })).toMatchObject({
      name: 'IdempotentParameterMismatchException',
    })
  })

  it('forgets after ten minutes', async () => {
    await write(request)
    nowMs += 10 * 60 * 1000
    expect(await failure(request)).toMatchObject({ name: 'TransactionCanceledException' })
    await write({ ...enroll('mike'), ClientRequestToken: 'token' })
    expect(await countSeats(db)).toEqual({ enrollments: 2, seatsTaken: 2 })
  })

  it('does not remember a transaction that was cancelled', async () => {
    const removal = { TransactItems: [{ Delete: { TableName: 'enrollments', Key: enrollmentKey('alison') } }] }
    await write(enroll('alison'))
    expect(await failure(request)).toMatchObject({ name: 'TransactionCanceledException' })
    await write(removal)
    await write(request)
    expect(await countSeats(db)).toMatchObject({ enrollments: 1, seatsTaken: 2 })
  })
})
