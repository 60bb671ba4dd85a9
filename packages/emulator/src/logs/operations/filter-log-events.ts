import { flag, list, optional, structure, text } from '../../server/shapes.ts'
import { atMostOne } from '../at-most-one.ts'
import * as shapes from '../common-shapes.ts'
import { describeEvent } from '../describe-event.ts'
import { compileFilterPattern } from '../filter-pattern.ts'
import { findGroup, groupMembers } from '../find-group.ts'
import type { LogEvent } from '../log-group.ts'
import { operation } from '../operation.ts'
import { makeToken, readToken } from '../tokens.ts'

const MAX_EVENTS = 10_000

const input = structure({
  ...groupMembers,
  filterPattern: optional(text({ max: 1024 })),
  startTime: shapes.time,
  endTime: shapes.time,
  logStreamNames: optional(list(shapes.streamName, { min: 1, max: 100 })),
  logStreamNamePrefix: optional(shapes.streamName),
  limit: shapes.limit(MAX_EVENTS),
  nextToken: shapes.token,
  // Both say what is so here in any case: streams are interleaved, and nothing is masked.
  interleaved: optional(flag()),
  unmask: optional(flag()),
})

export const filterLogEvents = operation(input, (context, request) => {
  const group = findGroup(context, request)
  const matches = compileFilterPattern(request.filterPattern ?? '')
  atMostOne(request, 'logStreamNames', 'logStreamNamePrefix')
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY, limit = MAX_EVENTS } = request
  const { logStreamNames: names, logStreamNamePrefix: prefix = '' } = request

  const found: LogEvent[] = []
  for (const event of group.events(readToken(request.nextToken)?.at)) {
    if (event.timestampMs < startTime || event.timestampMs > endTime) continue
    if (!event.stream.startsWith(prefix) || (names && !names.includes(event.stream))) continue
    if (!matches(event.message)) continue
    found.push(event)
    if (found.length > limit) break
  }
  const [next] = found.splice(limit)
  return {
    events: found.map((event) => ({
      logStreamName: event.stream,
      ...describeEvent(event),
      eventId: String(event.sequence).padStart(56, '0'),
    })),
    searchedLogStreams: [],
    ...(next && { nextToken: makeToken({ direction: 'f', at: next.sequence }) }),
  }
})
