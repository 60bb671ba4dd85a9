import { crc32 } from 'node:zlib'
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clientOptions, type Endpoint, serve } from '../../test/endpoint.ts'
import {
  course,
  courseKey,
  courseTable,
  createCourseTable,
  enrollmentKey,
  untilActive,
} from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'

let db: DynamoDb
let endpoint: Endpoint
let client: DynamoDBClient
const TableName = 'enrollments'

beforeEach(async () => {
  db = await createDynamoDb({ region: 'eu-central-1' })
  await createCourseTable(db, 3)
  endpoint = await serve(db)
  client = new DynamoDBClient({ ...clientOptions, endpoint: endpoint.url })
})

afterEach(async () => {
  client.destroy()
  await endpoint.close()
  await db.close()
})

describe('items', () => {
  const key = enrollmentKey('alison')

  it('are written, read, changed and deleted', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...key, n: { N: '1' } } }))
    const update = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: key,
        UpdateExpression: 'SET n = n + :one, t = :t',
        ExpressionAttributeValues: { ':one': { N: '1' }, ':t': { S: 'ü' } },
        ReturnValues: 'ALL_NEW',
      }),
    )
    expect(update.Attributes).toEqual({ ...key, n: { N: '2' }, t: { S: 'ü' } })
    const get = () => client.send(new GetItemCommand({ TableName, Key: key, ConsistentRead: true }))
    expect((await get()).Item).toEqual(update.Attributes)
    const removed = await client.send(new DeleteItemCommand({ TableName, Key: key, ReturnValues: 'ALL_OLD' }))
    expect(removed.Attributes).toEqual(update.Attributes)
    expect((await get()).Item).toBeUndefined()
  })

  it('are handed back when a condition fails, if asked for', async () => {
    const put = (wish?: 'ALL_OLD' | 'NONE') =>
      client.send(
        new PutItemCommand({
          TableName,
          Item: courseKey,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: wish,
        }),
      )
    const failure = await put('ALL_OLD').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ConditionalCheckFailedException)
    expect(failure).toMatchObject({ message: 'The conditional request failed', Item: course(3) })
    await expect(put()).rejects.toMatchObject({ Item: undefined })
    await expect(put('SOME' as 'NONE')).rejects.toMatchObject({ name: 'ValidationException' })
  })

  it('keep count when many change one at once', async () => {
    const add = () =>
      client.send(
        new UpdateItemCommand({
          TableName,
          Key: courseKey,
          UpdateExpression: 'ADD seatsTaken :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      )
    await Promise.all(Array.from({ length: 100 }, add))
    expect((await client.send(new GetItemCommand({ TableName, Key: courseKey }))).Item).toMatchObject({
      seatsTaken: { N: '100' },
    })
  })

  it('are written and read in batches', async () => {
    const put = (student: string) => ({ PutRequest: { Item: enrollmentKey(student) } })
    const write = (requests: object[]) =>
      client.send(
        new BatchWriteItemCommand({ RequestItems: { [TableName]: requests as [] }, ReturnConsumedCapacity: 'TOTAL' }),
      )
    expect(await write(['a', 'b', 'c'].map(put))).toMatchObject({
      UnprocessedItems: {},
      ConsumedCapacity: [{ TableName, CapacityUnits: 3 }],
    })
    await write([{ DeleteRequest: { Key: enrollmentKey('b') } }])
    const Keys = ['a', 'b', 'c'].map(enrollmentKey)
    const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }))
    expect(Responses?.[TableName]).toHaveLength(2)
    await expect(write([put('d'), put('d')])).rejects.toMatchObject({
      message: 'Provided list of item keys contains duplicates',
    })
    await expect(write([{ PutRequest: { Item: { pk: { S: 'a' } } } }])).rejects.toMatchObject({
      message: 'The provided key element does not match the schema',
    })
    expect((await client.send(new ScanCommand({ TableName, Select: 'COUNT' }))).Count).toBe(3)
  })

  it('are read together as they stood at one moment', async () => {
    const Get = (Key: object) => ({ Get: { TableName, Key: Key as typeof courseKey } })
    const { Responses, ConsumedCapacity } = await client.send(
      new TransactGetItemsCommand({
        TransactItems: [Get(courseKey), Get(enrollmentKey('nobody'))],
        ReturnConsumedCapacity: 'TOTAL',
      }),
    )
    expect(Responses).toEqual([{ Item: course(3) }, {}])
    expect(ConsumedCapacity).toMatchObject([{ TableName, CapacityUnits: 4 }])
    const projected = { Get: { ...Get(courseKey).Get, ProjectionExpression: 'nothing' } }
    expect((await client.send(new TransactGetItemsCommand({ TransactItems: [projected] }))).Responses).toEqual([{}])
    await expect(
      client.send(new TransactGetItemsCommand({ TransactItems: [Get({ pk: { S: 'a' } })] })),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ValidationError' }],
    })
  })
})

describe('tables', () => {
  it('are created with tags and indexes, listed and deleted', async () => {
    const { TableDescription } = await client.send(
      new CreateTableCommand({
        ...courseTable,
        KeySchema: [...courseTable.KeySchema],
        AttributeDefinitions: [...courseTable.AttributeDefinitions],
        TableName: 'indexed',
        Tags: [{ Key: 'stage', Value: 'test' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'by-sk',
            KeySchema: [{ AttributeName: 'sk', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    )
    expect(TableDescription?.TableArn).toBe('arn:aws:dynamodb:eu-central-1:000000000000:table/indexed')
    await waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 1 }, { TableName: 'indexed' })
    const { Tags } = await client.send(new ListTagsOfResourceCommand({ ResourceArn: TableDescription?.TableArn }))
    expect(Tags).toEqual([{ Key: 'stage', Value: 'test' }])

    const Item = enrollmentKey('alison')
    await client.send(new PutItemCommand({ TableName: 'indexed', Item }))
    const query = () =>
      client.send(
        new QueryCommand({
          TableName: 'indexed',
          IndexName: 'by-sk',
          KeyConditionExpression: 'sk = :sk',
          ExpressionAttributeValues: { ':sk': Item.sk },
        }),
      )
    expect((await query()).Items).toEqual([Item])
    await db.request('TransactWriteItems', { TransactItems: [{ Delete: { TableName: 'indexed', Key: Item } }] })
    expect((await query()).Items).toEqual([])

    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([TableName, 'indexed'])
    await client.send(new DeleteTableCommand({ TableName: 'indexed' }))
  })

  it.each([
    [{ StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } }, 'StreamSpecification'],
    [{ TableClass: 'STANDARD_INFREQUENT_ACCESS' }, 'TableClass'],
    [{ OnDemandThroughput: { MaxReadRequestUnits: 5 } }, 'OnDemandThroughput'],
    [{ WarmThroughput: { ReadUnitsPerSecond: 5 } }, 'WarmThroughput'],
    [{ Whatever: 1 }, 'Whatever'],
    [
      { GlobalSecondaryIndexes: [{ IndexName: 'a', OnDemandThroughput: {} }] },
      'OnDemandThroughput in GlobalSecondaryIndexes',
    ],
  ])('are refused with what is not done here: %j', async (more, name) => {
    await expect(db.request('CreateTable', { ...courseTable, TableName: 'other', ...more })).rejects.toMatchObject({
      name: 'ValidationException',
      message: `${name} is not supported here`,
    })
  })

  it('are created with settings that ask for nothing', async () => {
    const nothing = {
      TableClass: 'STANDARD',
      DeletionProtectionEnabled: false,
      SSESpecification: { Enabled: false },
      StreamSpecification: { StreamEnabled: false },
      OnDemandThroughput: null,
    }
    const { TableDescription } = await db.request('CreateTable', { ...courseTable, TableName: 'plain', ...nothing })
    expect(TableDescription).toMatchObject({ TableStatus: 'CREATING' })
  })

  it('are found by their ARN, and not by that of another region', async () => {
    const arn = `arn:aws:dynamodb:eu-central-1:000000000000:table/${TableName}`
    const Item = enrollmentKey('arn')
    await client.send(new PutItemCommand({ TableName: arn, Item }))
    await db.request('TransactWriteItems', { TransactItems: [{ Delete: { TableName: arn, Key: courseKey } }] })
    expect((await client.send(new ScanCommand({ TableName: arn }))).Items).toEqual([Item])
    expect((await client.send(new DescribeTimeToLiveCommand({ TableName: arn }))).TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'DISABLED',
    })
    const elsewhere = arn.replace('eu-central-1', 'us-east-1')
    await expect(client.send(new ScanCommand({ TableName: elsewhere }))).rejects.toMatchObject({
      name: 'ValidationException',
    })
  })

  it('say that no backups are made', async () => {
    const describeBackups = (name: string) => client.send(new DescribeContinuousBackupsCommand({ TableName: name }))
    expect((await describeBackups(TableName)).ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toEqual({
      PointInTimeRecoveryStatus: 'DISABLED',
    })
    await expect(describeBackups('nowhere')).rejects.toMatchObject({ name: 'TableNotFoundException' })
  })
})

describe('time to live', () => {
  const update = (Enabled: boolean, AttributeName = 'expires') =>
    client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled, AttributeName } }))
  const status = async () => (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription

  it('is switched on and off', async () => {
    expect(await status()).toEqual({ TimeToLiveStatus: 'DISABLED' })
    await update(true)
    expect(await status()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' })
    await expect(update(true)).rejects.toMatchObject({ message: 'TimeToLive is already enabled' })
    await update(false)
    expect(await status()).toEqual({ TimeToLiveStatus: 'DISABLED' })
  })

  it('ends with its table', async () => {
    await update(true)
    await client.send(new DeleteTableCommand({ TableName }))
    const listed = async () => (await db.request('ListTables', {})).TableNames as string[]
    while ((await listed()).includes(TableName)) await new Promise((resolve) => setImmediate(resolve))
    await db.request('CreateTable', courseTable)
    await untilActive(db, TableName)
    expect(await status()).toEqual({ TimeToLiveStatus: 'DISABLED' })
  })
})

describe('the wire', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(endpoint.url, { method: 'POST', body, headers })
  const target = (operation: string) => ({ 'x-amz-target': `DynamoDB_20120810.${operation}` })

  it('carries request id and checksum', async () => {
    const response = await post('{}', target('ListTables'))
    const body = await response.text()
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0')
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[A-Z0-9]{52}$/)
    expect(response.headers.get('x-amz-crc32')).toBe(String(crc32(body)))
  })

  it.each([
    ['{}', target('CreateBackup'), 'com.amazon.coral.service#UnknownOperationException', 'CreateBackup'],
    [
      '{}',
      target('UpdateContinuousBackups'),
      'com.amazon.coral.service#UnknownOperationException',
      'UpdateContinuousBackups',
    ],
    ['{}', target('constructor'), 'com.amazon.coral.service#UnknownOperationException', 'constructor'],
    ['{}', {}, 'com.amazon.coral.service#UnknownOperationException', 'X-Amz-Target'],
    ['[1]', target('ListTables'), 'com.amazon.coral.service#SerializationException', 'JSON object'],
    ['{"a":', target('PutItem'), 'com.amazon.coral.service#SerializationException', 'JSON object'],
    ['{"TableName":5}', target('PutItem'), 'com.amazon.coral.service#SerializationException', 'NUMBER_VALUE'],
    [
      '{"TableName":"nowhere"}',
      target('DescribeTable'),
      'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      'nowhere',
    ],
  ])('answers %s %j with a named error', async (body, headers, type, message) => {
    const response = await post(body, headers as Record<string, string>)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ __type: type, message: expect.stringContaining(message) })
  })
})
