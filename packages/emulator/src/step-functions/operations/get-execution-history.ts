import type { HistoryEvent } from 'asl'
import { flag, optional, structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { invalidToken } from '../errors.ts'
import { findExecution } from '../lookup.ts'
import { operation } from '../operation.ts'
import { DEFAULT_PAGE, pageToken, readToken } from '../pages.ts'
import { wireTime } from '../wire.ts'

/** A page ends sooner when its events are this big: 1,000 events of 256 KiB are no answer. */
const MAX_PAGE_CHARACTERS = 4_000_000

const input = structure({
  executionArn: shapes.arn,
  maxResults: shapes.pageSize,
  reverseOrder: optional(flag()),
  nextToken: shapes.pageTokenText,
  includeExecutionData: optional(flag()),
})

/** A page token holds the id of the first event of the page. Event ids have no gaps. */
export const getExecutionHistory = operation(input, (context, request) => {
  const { executionArn, maxResults, reverseOrder = false, nextToken, includeExecutionData = true } = request
  const record = findExecution(context, executionArn)
  const list = ['history', executionArn, reverseOrder].join('|')
  const last = record.lastEventId
  const from = nextToken === undefined ? (reverseOrder ? last : 1) : readToken(list, nextToken)
  if (nextToken !== undefined && !(from >= 1 && from <= last)) throw invalidToken()

  const step = reverseOrder ? -1 : 1
  const end = reverseOrder ? 0 : last + 1
  const limit = maxResults || DEFAULT_PAGE
  const lowest = reverseOrder ? Math.max(1, from - limit + 1) : from
  const events = context.histories.read(record, lowest, Math.max(from, from + step * (limit - 1)))
  const page: unknown[] = []
  let characters = 0
  let id = from
  for (; id !== end && page.length < limit && characters < MAX_PAGE_CHARACTERS; id += step) {
    const event = events[id - (events[0]?.id ?? id)]
    if (event === undefined) break
    page.push(wireEvent(event, includeExecutionData))
    characters += dataLength(event)
  }
  return { events: page, ...(id !== end && { nextToken: pageToken(list, id) }) }
})

/** The texts in an event are what can make it big. */
function dataLength(event: HistoryEvent): number {
  let length = 0
  for (const details of Object.values(event)) {
    if (typeof details !== 'object') continue
    for (const value of Object.values(details)) if (typeof value === 'string') length += value.length
  }
  return length
}

function wireEvent(event: HistoryEvent, withData: boolean): object {
  const wire: Record<string, unknown> = { ...event, timestamp: wireTime(event.timestamp) }
  if (withData) return wire
  for (const [name, details] of Object.entries(wire)) {
    if (name.endsWith('EventDetails')) wire[name] = withoutData(details as Record<string, unknown>)
  }
  return wire
}

const DATA = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
])

function withoutData(details: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !DATA.has(name)))
}
