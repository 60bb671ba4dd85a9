import { flag, oneOf, optional, structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { invalidParameter } from '../errors.ts'
import { findGroup, groupMembers } from '../find-group.ts'
import { operation } from '../operation.ts'
import { pageOf } from '../page.ts'

const input = structure({
  ...groupMembers,
  logStreamNamePrefix: optional(shapes.streamName),
  orderBy: optional(oneOf('LogStreamName', 'LastEventTime')),
  descending: optional(flag()),
  limit: shapes.limit(50),
  nextToken: shapes.token,
})

export const describeLogStreams = operation(input, (context, request) => {
  const group = findGroup(context, request)
  const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName', descending = false } = request
  if (orderBy === 'LastEventTime' && prefix !== undefined) {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.')
  }
  const sign = descending ? -1 : 1
  const found = group
    .streams()
    .filter(({ name }) => name.startsWith(prefix ?? ''))
    .sort((a, b) => {
      if (orderBy === 'LastEventTime') return sign * (a.lastEventMs - b.lastEventMs)
      return a.name < b.name ? -sign : sign
    })
  const { page, ...rest } = pageOf(found, request)
  const logStreams = page.map((stream) => ({
    logStreamName: stream.name,
    creationTime: stream.createdMs,
    firstEventTimestamp: stream.firstEventMs,
    lastEventTimestamp: stream.lastEventMs,
    lastIngestionTime: stream.lastIngestionMs,
    arn: `${context.arnPrefix}${group.name}:log-stream:${stream.name}`,
    storedBytes: 0,
  }))
  return { logStreams, ...rest }
})
