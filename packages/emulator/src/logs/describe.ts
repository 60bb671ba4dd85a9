import { invalidParameter } from './errors.ts'
import type { LogGroup } from './log-group.ts'
import { atMostOne, flag, type Input, limit, position, text, token } from './read-input.ts'

const maxDescribed = 50

export function describeLogGroups(groups: LogGroup[], arnPrefix: string, input: Input): object {
  atMostOne(input, 'logGroupNamePrefix', 'logGroupNamePattern')
  const prefix = text(input, 'logGroupNamePrefix') ?? ''
  const part = text(input, 'logGroupNamePattern') ?? ''
  const found = groups
    .filter(({ name }) => name.startsWith(prefix) && name.includes(part))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return page(input, 'logGroups', found, ({ name, createdMs, bytes }) => ({
    logGroupName: name,
    creationTime: createdMs,
    metricFilterCount: 0,
    arn: `${arnPrefix}${name}:*`,
    storedBytes: bytes,
    logGroupClass: 'STANDARD',
    logGroupArn: `${arnPrefix}${name}`,
  }))
}

export function describeLogStreams(group: LogGroup, arnPrefix: string, input: Input): object {
  const prefix = text(input, 'logStreamNamePrefix') ?? ''
  const orderBy = text(input, 'orderBy') ?? 'LogStreamName'
  if (orderBy !== 'LogStreamName' && orderBy !== 'LastEventTime') {
    throw invalidParameter('orderBy must be LogStreamName or LastEventTime')
  }
  if (orderBy === 'LastEventTime' && prefix !== '') {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.')
  }
  const sign = flag(input, 'descending') ? -1 : 1
  const found = group
    .streams()
    .filter(({ name }) => name.startsWith(prefix))
    .sort((a, b) => {
      if (orderBy === 'LastEventTime') return sign * (a.lastEventMs - b.lastEventMs)
      return a.name < b.name ? -sign : sign
    })
  return page(input, 'logStreams', found, (stream) => ({
    logStreamName: stream.name,
    creationTime: stream.createdMs,
    firstEventTimestamp: stream.firstEventMs,
    lastEventTimestamp: stream.lastEventMs,
    lastIngestionTime: stream.lastIngestionMs,
    arn: `${arnPrefix}${group.name}:log-stream:${stream.name}`,
    storedBytes: 0,
  }))
}

function page<T>(input: Input, member: string, found: T[], show: (one: T) => object): object {
  const start = position(input) ?? 0
  const end = start + limit(input, maxDescribed)
  return {
    [member]: found.slice(start, end).map(show),
    ...(end < found.length ? { nextToken: token('f', end) } : {}),
  }
}
