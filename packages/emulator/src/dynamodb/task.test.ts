import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countSeats, createCourseTable, enroll, enrollmentKey } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'
import { runDynamoDbTask } from './task.ts'

let db: DynamoDb
beforeAll(async () => {
  db = await createDynamoDb()
  await createCourseTable(db, 5)
})
afterAll(() => db.close())

const TableName = 'enrollments'
const optimised = (action: string) => `arn:aws:states:::dynamodb:${action}`
const sdk = (action: string) => `arn:aws:states:::aws-sdk:dynamodb:${action}`
const run = (resource: string, input: unknown) => runDynamoDbTask(db, resource, JSON.stringify(input))

async function outputOf(resource: string, input: unknown) {
  const outcome = await run(resource, input)
  if ('error' in outcome) throw new Error(`${outcome.error}: ${outcome.cause}`)
  return JSON.parse(outcome.output)
}

describe('the optimised integration', () => {
  it('answers with what is known of the call', async () => {
    const Item = enrollmentKey('alison')
    const put = await outputOf(optimised('putItem'), { TableName, Item })
    expect(put).toEqual({
      SdkHttpMetadata: {
        AllHttpHeaders: expect.objectContaining({
          Server: ['Server'],
          'Content-Length': ['2'],
          'x-amz-crc32': ['2745614147'],
        }),
        HttpHeaders: expect.objectContaining({ 'Content-Type': 'application/x-amz-json-1.0' }),
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: expect.stringMatching(/^[A-Z0-9=]{52}$/) },
    })
    expect(await outputOf(optimised('getItem'), { TableName, Key: Item })).toMatchObject({ Item, SdkHttpMetadata: {} })
  })

  it.each([
    [
      'putItem',
      { TableName, Item: enrollmentKey('alison'), ConditionExpression: 'attribute_not_exists(pk)' },
      'DynamoDB.ConditionalCheckFailedException',
      /^The conditional request failed \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: [A-Z0-9=]{52}; Proxy: null\)$/,
    ],
    [
      'putItem',
      { TableName: 'nowhere', Item: enrollmentKey('a') },
      'DynamoDB.ResourceNotFoundException',
      /^Requested resource not found \(/,
    ],
    [
      'putItem',
      { TableName, Item: null },
      'DynamoDB.AmazonDynamoDBException',
      /^1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null \(Service: AmazonDynamoDBv2; .*Error Code: ValidationException;/,
    ],
    [
      'putItem',
      { TableName, Item: enrollmentKey('a'), Colour: 'red' },
      'States.Runtime',
      /^The field "Colour" is not supported by Step Functions$/,
    ],
    [
      'putItem',
      { TableName, Item: { pk: { N: 5 } } },
      'States.Runtime',
      /^The value for the field 'N' must be a STRING$/,
    ],
    ['transactWriteItems', enroll('a'), 'States.Runtime', /is not supported here$/],
  ])('%s fails for %j', async (action, input, error, cause) => {
    expect(await run(optimised(action), input)).toEqual({ error, cause: expect.stringMatching(cause) })
  })
})

describe('the AWS SDK integration', () => {
  it('answers with the output alone', async () => {
    const Key = enrollmentKey('mike')
    expect(await run(sdk('transactWriteItems'), enroll('mike'))).toEqual({ output: '{}' })
    expect(await outputOf(sdk('getItem'), { TableName, Key, ConsistentRead: true })).toEqual({ Item: Key })
    expect(await run(sdk('getItem'), { TableName, Key: enrollmentKey('nobody') })).toEqual({ output: '{}' })
  })

  it('writes the members of a result in order', async () => {
    const query = {
      TableName,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': { S: 'COURSE#a' }, ':sk': { S: 'nothing' } },
    }
    expect(await run(sdk('query'), query)).toEqual({ output: '{"Count":0,"Items":[],"ScannedCount":0}' })
  })

  it('takes the Java names of types, too', async () => {
    const Item = {
      ...enrollmentKey('john'),
      all: { M: { yes: { Bool: true }, none: { Nul: true }, few: { Ss: ['a'] } } },
    }
    await outputOf(sdk('putItem'), { TableName, Item })
    const { Item: read } = await db.request('GetItem', { TableName, Key: enrollmentKey('john') })
    expect(read).toMatchObject({ all: { M: { yes: { BOOL: true }, none: { NULL: true }, few: { SS: ['a'] } } } })
  })

  it('cancels a transaction as a whole', async () => {
    const before = await countSeats(db)
    expect(await run(sdk('transactWriteItems'), enroll('mike'))).toEqual({
      error: 'DynamoDb.TransactionCanceledException',
      cause: expect.stringMatching(
        /^Transaction cancelled, please refer cancellation reasons for specific reasons \[ConditionalCheckFailed, None\] \(Service: DynamoDb, Status Code: 400, Request ID: [A-Z0-9=]{52}\)$/,
      ),
    })
    expect(await countSeats(db)).toEqual(before)
  })

  it.each([
    [
      'transactWriteItems',
      { TransactItems: [] },
      'DynamoDb.DynamoDbException',
      /^1 validation error detected: Value '\[\]' at 'transactItems'/,
    ],
    [
      'transactWriteItems',
      { TransactItems: [{ Put: { TableName, Item: {}, Unknown: 1 } }] },
      'States.Runtime',
      /^The field "Unknown" is not supported/,
    ],
    [
      'transactWriteItems',
      { TransactItems: {} },
      'States.Runtime',
      /^The value for the field 'TransactItems' must be an ARRAY$/,
    ],
    [
      'putItem',
      { TableName: 'nowhere', Item: enrollmentKey('a') },
      'DynamoDb.ResourceNotFoundException',
      /^Requested resource not found \(Service: DynamoDb, /,
    ],
    ['createBackup', {}, 'States.Runtime', /is not supported here$/],
    ['constructor', {}, 'States.Runtime', /is not supported here$/],
  ])('%s fails for %j', async (action, input, error, cause) => {
    expect(await run(sdk(action), input)).toEqual({ error, cause: expect.stringMatching(cause) })
  })
})

it.each([
  ['putItem', { TableName, Item: enrollmentKey('late') }],
  ['updateItem', { TableName, Key: enrollmentKey('late') }],
  ['transactWriteItems', { TransactItems: [{ Put: { TableName, Item: enrollmentKey('late') } }] }],
  ['transactGetItems', { TransactItems: [{ Get: { TableName, Key: enrollmentKey('late') } }] }],
])('a %s that nobody waits for any more does not begin', async (action, input) => {
  const outcome = await runDynamoDbTask(db, sdk(action), JSON.stringify(input), AbortSignal.abort())
  expect(outcome).toMatchObject({ error: 'DynamoDb.SdkClientException' })
  expect(await outputOf(sdk('getItem'), { TableName, Key: enrollmentKey('late') })).toEqual({})
})
