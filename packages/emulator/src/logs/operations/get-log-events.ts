import { flag, optional, structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { describeEvent } from '../describe-event.ts'
import { noSuchStream } from '../errors.ts'
import { findGroup, groupMembers } from '../find-group.ts'
import { operation } from '../operation.ts'
import { makeToken, readToken } from '../tokens.ts'

const MAX_EVENTS = 10_000

const input = structure({
  ...groupMembers,
  logStreamName: shapes.streamName,
  startTime: shapes.time,
  endTime: shapes.time,
  startFromHead: optional(flag()),
  limit: shapes.limit(MAX_EVENTS),
  nextToken: shapes.token,
  // Nothing is masked here.
  unmask: optional(flag()),
})

/** One stream, page by page in either direction. A token stays valid: at the end the same one comes back. */
export const getLogEvents = operation(input, (context, request) => {
  const group = findGroup(context, request)
  const { logStreamName: stream, limit = MAX_EVENTS, startFromHead = false } = request
  if (!group.streams().some(({ name }) => name === stream)) throw noSuchStream()
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = request
  const { direction, at } = readToken(request.nextToken) ?? { direction: startFromHead ? 'f' : 'b' }

  const events = [...group.events()].filter(
    (event) => event.stream === stream && event.timestampMs >= startTime && event.timestampMs < endTime,
  )
  const page =
    direction === 'f'
      ? events.filter(({ sequence }) => sequence >= (at ?? 0)).slice(0, limit)
      : events.filter(({ sequence }) => sequence < (at ?? Number.POSITIVE_INFINITY)).slice(-limit)
  const first = page[0]?.sequence ?? at ?? 0
  const last = page.at(-1)?.sequence
  return {
    events: page.map(describeEvent),
    nextForwardToken: makeToken({ direction: 'f', at: last === undefined ? (at ?? 0) : last + 1 }),
    nextBackwardToken: makeToken({ direction: 'b', at: first }),
  }
})
