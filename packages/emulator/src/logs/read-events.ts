import { noSuchStream } from './errors.ts'
import { compileFilterPattern } from './filter-pattern.ts'
import type { LogEvent, LogGroup } from './log-group.ts'
import { atMostOne, flag, type Input, limit, number, position, requiredText, text, texts, token } from './read-input.ts'

const maxEvents = 10_000

export function filterLogEvents(group: LogGroup, input: Input): object {
  const matches = compileFilterPattern(text(input, 'filterPattern') ?? '')
  const startMs = number(input, 'startTime') ?? 0
  const endMs = number(input, 'endTime') ?? Number.POSITIVE_INFINITY
  atMostOne(input, 'logStreamNames', 'logStreamNamePrefix')
  const names = texts(input, 'logStreamNames')
  const prefix = text(input, 'logStreamNamePrefix') ?? ''
  const most = limit(input, maxEvents)

  const found: LogEvent[] = []
  for (const event of group.events(position(input))) {
    if (event.timestampMs < startMs || event.timestampMs > endMs) continue
    if (!event.stream.startsWith(prefix) || (names && !names.includes(event.stream))) continue
    if (!matches(event.message)) continue
    found.push(event)
    if (found.length > most) break
  }
  const [next] = found.splice(most)
  return {
    events: found.map((event) => ({
      logStreamName: event.stream,
      ...show(event),
      eventId: String(event.sequence).padStart(56, '0'),
    })),
    searchedLogStreams: [],
    ...(next ? { nextToken: token('f', next.sequence) } : {}),
  }
}

/** One stream, page by page in either direction. A token stays valid: at the end the same one comes back. */
export function getLogEvents(group: LogGroup, input: Input): object {
  const stream = requiredText(input, 'logStreamName')
  if (!group.streams().some(({ name }) => name === stream)) throw noSuchStream()
  const startMs = number(input, 'startTime') ?? 0
  const endMs = number(input, 'endTime') ?? Number.POSITIVE_INFINITY
  const most = limit(input, maxEvents)
  const at = position(input)
  const forward = at === undefined ? flag(input, 'startFromHead') : text(input, 'nextToken')?.startsWith('f') === true

  const events = [...group.events()].filter(
    (event) => event.stream === stream && event.timestampMs >= startMs && event.timestampMs < endMs,
  )
  const ahead = forward ? events.filter(({ sequence }) => sequence >= (at ?? 0)).slice(0, most) : undefined
  const page = ahead ?? events.filter(({ sequence }) => sequence < (at ?? Number.POSITIVE_INFINITY)).slice(-most)
  const first = page[0]?.sequence ?? at ?? 0
  const last = page.at(-1)?.sequence
  return {
    events: page.map(show),
    nextForwardToken: token('f', last === undefined ? (at ?? 0) : last + 1),
    nextBackwardToken: token('b', first),
  }
}

function show({ timestampMs, ingestionMs, message }: LogEvent): object {
  return { timestamp: timestampMs, message, ingestionTime: ingestionMs }
}
