import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clientOptions, type Endpoint, serve } from '../../test/endpoint.ts'
import { createLogs, type Logs } from './logs.ts'

const group = '/aws/lambda/check-name'
let logs: Logs
let endpoint: Endpoint
let client: CloudWatchLogsClient

beforeEach(async () => {
  logs = createLogs({ now: () => 5000, groups: [group, '/aws/lambda/check-email'], maxGroupBytes: 200_000 })
  endpoint = await serve(logs)
  client = new CloudWatchLogsClient({ ...clientOptions, endpoint: endpoint.url })
})

afterEach(async () => {
  client.destroy()
  await endpoint.close()
  await logs.close()
})

const filter = (input: Partial<FilterLogEventsCommandInput> = {}) =>
  client.send(new FilterLogEventsCommand({ logGroupName: group, ...input }))
const messages = async (input: Partial<FilterLogEventsCommandInput> = {}) =>
  (await filter(input)).events?.map(({ message }) => message)

describe('FilterLogEvents', () => {
  beforeEach(() => {
    logs.append(group, 'a', 1000, 'START RequestId: 1-2\n')
    logs.append(group, 'b', 2000, 'INFO one thing\n')
    logs.append(group, 'a', 3000, 'ERROR another "thing"\n')
  })

  it('shows what was written, in order', async () => {
    const { events } = await filter()
    expect(events).toEqual([
      expect.objectContaining({
        logStreamName: 'a',
        timestamp: 1000,
        ingestionTime: 5000,
        message: 'START RequestId: 1-2\n',
      }),
      expect.objectContaining({ logStreamName: 'b', timestamp: 2000 }),
      expect.objectContaining({ logStreamName: 'a', timestamp: 3000 }),
    ])
    expect(new Set(events?.map(({ eventId }) => eventId)).size).toBe(3)
  })

  it.each([
    [{ startTime: 2000 }, 2],
    [{ endTime: 2000 }, 2],
    [{ startTime: 1001, endTime: 2999 }, 1],
    [{ logStreamNames: ['b'] }, 1],
    [{ logStreamNamePrefix: 'a' }, 2],
    [{ filterPattern: '' }, 3],
    [{ filterPattern: 'thing' }, 2],
    [{ filterPattern: 'thing ERROR' }, 1],
    [{ filterPattern: 'thing -ERROR' }, 1],
    [{ filterPattern: '?START ?INFO' }, 2],
    [{ filterPattern: '"RequestId: 1-2"' }, 1],
    [{ filterPattern: '-"RequestId: 1-2"' }, 2],
    [{ filterPattern: '"\\"thing\\""' }, 1],
    [{ filterPattern: 'error' }, 0],
  ])('finds by %j', async (input, count) => {
    expect(await messages(input)).toHaveLength(count)
  })

  it('goes on from page to page', async () => {
    const first = await filter({ limit: 2 })
    expect(first.events).toHaveLength(2)
    const second = await filter({ limit: 2, nextToken: first.nextToken })
    expect(second.events?.map(({ timestamp }) => timestamp)).toEqual([3000])
    expect(second.nextToken).toBeUndefined()
  })

  it.each([
    [{ logGroupName: '/nowhere' }, 'ResourceNotFoundException', 'The specified log group does not exist.'],
    [{ filterPattern: '{ $.level = "ERROR" }' }, 'InvalidParameterException', 'Only terms and quoted phrases'],
    [{ filterPattern: '%a.b%' }, 'InvalidParameterException', 'Only terms and quoted phrases'],
    [{ filterPattern: 'half"quoted' }, 'InvalidParameterException', 'Invalid filter pattern'],
    [{ filterPattern: 'dotted.term' }, 'InvalidParameterException', 'in quotes'],
    [{ filterPattern: 'a ?b' }, 'InvalidParameterException', 'cannot stand beside others'],
    [{ nextToken: 'made up' }, 'InvalidParameterException', 'nextToken is invalid'],
    [{ limit: 10_001 }, 'InvalidParameterException', 'limit'],
    [{ logStreamNames: ['a'], logStreamNamePrefix: 'a' }, 'InvalidParameterException', 'cannot be given together'],
  ])('refuses %j', async (input, name, message) => {
    await expect(filter(input)).rejects.toMatchObject({ name, message: expect.stringContaining(message) })
  })
})

describe('GetLogEvents', () => {
  beforeEach(() => {
    for (let at = 1; at <= 5; at++) logs.append(group, 'a', at, String(at))
    logs.append(group, 'b', 6, 'other stream')
  })
  const get = (input: object) =>
    client.send(new GetLogEventsCommand({ logGroupName: group, logStreamName: 'a', limit: 2, ...input }))
  const shown = ({ events }: { events?: { message?: string | undefined }[] | undefined }) =>
    events?.map(({ message }) => message).join('')

  it('begins at the end, and leads back', async () => {
    const newest = await get({})
    expect(shown(newest)).toBe('45')
    const before = await get({ nextToken: newest.nextBackwardToken })
    expect(shown(before)).toBe('23')
    expect(shown(await get({ nextToken: before.nextForwardToken }))).toBe('45')
  })

  it('begins at the head when asked to, and ends with the same token', async () => {
    const head = await get({ startFromHead: true })
    expect(shown(head)).toBe('12')
    const end = await get({ nextToken: head.nextForwardToken, limit: 10 })
    expect(shown(end)).toBe('345')
    const nothing = await get({ nextToken: end.nextForwardToken })
    expect(shown(nothing)).toBe('')
    expect(nothing.nextForwardToken).toBe(end.nextForwardToken)
    logs.append(group, 'a', 7, '7')
    expect(shown(await get({ nextToken: nothing.nextForwardToken }))).toBe('7')
  })

  it('knows its streams', async () => {
    await expect(get({ logStreamName: 'c' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    })
  })
})

describe('what is described', () => {
  it('groups, by prefix and page by page', async () => {
    const send = (input: object) => client.send(new DescribeLogGroupsCommand(input))
    const first = await send({ limit: 1, logGroupNamePrefix: '/aws/lambda/' })
    expect(first.logGroups).toMatchObject([{ logGroupName: '/aws/lambda/check-email', creationTime: 5000 }])
    const second = await send({ limit: 1, nextToken: first.nextToken })
    expect(second.logGroups).toMatchObject([
      { logGroupName: group, arn: `arn:aws:logs:us-east-1:000000000000:log-group:${group}:*` },
    ])
    expect((await send({ logGroupNamePrefix: '/other' })).logGroups).toEqual([])
    await expect(send({ logGroupNamePrefix: '/aws', logGroupNamePattern: 'check' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'logGroupNamePrefix and logGroupNamePattern cannot be given together',
    })
  })

  it('streams, the latest first when asked to', async () => {
    logs.append(group, 'z', 1, 'first')
    logs.append(group, 'a', 2, 'second')
    const send = (input: object) => client.send(new DescribeLogStreamsCommand({ logGroupName: group, ...input }))
    const names = async (input: object) => (await send(input)).logStreams?.map(({ logStreamName }) => logStreamName)
    expect(await names({})).toEqual(['a', 'z'])
    expect(await names({ descending: true })).toEqual(['z', 'a'])
    expect(await names({ orderBy: 'LastEventTime', descending: true })).toEqual(['a', 'z'])
    await expect(names({ orderBy: 'LastEventTime', logStreamNamePrefix: 'a' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Cannot order by LastEventTime with a logStreamNamePrefix.',
    })
  })
})

describe('a group', () => {
  it('keeps one message that is longer than all else, cut where CloudWatch cuts', async () => {
    logs.append(group, 'a', 1, 'short')
    logs.append(group, 'a', 2, 'é'.repeat(300_000))
    expect((await messages())?.map((message) => message?.length)).toEqual([262_144])
    logs.append(group, 'a', 3, 'short')
    expect(await messages()).toEqual(['short'])
  })

  it('keeps the newest and no more than it may', async () => {
    for (let at = 0; at < 10_000; at++) logs.append(group, `s${at >> 10}`, at, `${at} ${'x'.repeat(50)}`)
    const { events } = await filter()
    expect(events?.at(-1)?.timestamp).toBe(9999)
    expect(events?.length).toBeGreaterThan(1000)
    expect(events?.length).toBeLessThan(3000)
    expect((await filter({ filterPattern: '9998' })).events).toHaveLength(1)
    const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName: group }))
    expect(logStreams?.length).toBeLessThanOrEqual(4)
  })
})

it.each([
  ['POST', { 'x-amz-target': 'Logs_20140328.DeleteLogGroup' }, '{}', 'UnknownOperationException'],
  ['POST', { 'x-amz-target': 'Logs_20140328.constructor' }, '{}', 'UnknownOperationException'],
  ['GET', {}, undefined, 'UnknownOperationException'],
  ['POST', { 'x-amz-target': 'Logs_20140328.FilterLogEvents' }, '[', 'SerializationException'],
  ['POST', { 'x-amz-target': 'Logs_20140328.FilterLogEvents' }, '{"logGroupName": 5}', 'InvalidParameterException'],
  ['POST', { 'x-amz-target': 'Logs_20140328.DescribeLogGroups' }, '{"filter": "x"}', 'InvalidParameterException'],
])('answers %s %j %s with %s', async (method, headers, body, type) => {
  const response = await fetch(endpoint.url, {
    method,
    headers: headers as Record<string, string>,
    ...(body ? { body } : {}),
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ __type: type, message: expect.any(String) })
})
