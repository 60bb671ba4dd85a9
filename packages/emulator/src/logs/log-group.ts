export interface LogEvent {
  /** Rises by one from event to event of a group. */
  sequence: number
  stream: string
  timestampMs: number
  ingestionMs: number
  message: string
}

export interface LogStream {
  name: string
  createdMs: number
  firstEventMs: number
  lastEventMs: number
  lastIngestionMs: number
}

/** The newest events of one group: the oldest make room. */
export interface LogGroup {
  readonly name: string
  readonly createdMs: number
  readonly bytes: number
  append(stream: string, timestampMs: number, ingestionMs: number, message: string): void
  /** In the order of their arrival, from the event numbered `from` on. */
  events(from?: number): Iterable<LogEvent>
  streams(): LogStream[]
}

/**
 * Events are kept as lines of text in pages outside the heap. As objects they would live just long enough to be moved
 * to the old generation, and the heap would grow to many times what is kept.
 */
interface Page {
  buffer: Buffer
  used: number
  firstSequence: number
  streams: Set<string>
}

const MAX_MESSAGE_LENGTH = 256 * 1024
const PAGE_BYTES = 64 * 1024

export function createLogGroup(name: string, createdMs: number, maxBytes: number): LogGroup {
  const pages: Page[] = []
  const streams = new Map<string, LogStream>()
  let sequence = 0

  const bytes = () => pages.reduce((sum, { buffer }) => sum + buffer.length, 0)

  const newPage = (lineBytes: number): Page => {
    const needed = Math.max(PAGE_BYTES, lineBytes)
    let free: Buffer | undefined
    while (pages.length > 0 && bytes() + needed > maxBytes) free = pages.shift()?.buffer
    const buffer = free?.length === needed ? free : Buffer.allocUnsafeSlow(needed)
    const page = { buffer, used: 0, firstSequence: sequence, streams: new Set<string>() }
    pages.push(page)
    for (const stream of streams.keys()) if (!pages.some((one) => one.streams.has(stream))) streams.delete(stream)
    return page
  }

  return {
    name,
    createdMs,
    get bytes() {
      return pages.reduce((sum, { used }) => sum + used, 0)
    },
    append: (stream, timestampMs, ingestionMs, text) => {
      const message = text.length > MAX_MESSAGE_LENGTH ? text.slice(0, MAX_MESSAGE_LENGTH) : text
      const line = `${JSON.stringify([stream, timestampMs, ingestionMs, message])}\n`
      const last = pages.at(-1)
      const page = last && fits(line, last) ? last : newPage(Buffer.byteLength(line))
      page.used += page.buffer.write(line, page.used)
      page.streams.add(stream)
      sequence++
      const known = streams.get(stream)
      if (known) Object.assign(known, { lastEventMs: timestampMs, lastIngestionMs: ingestionMs })
      else streams.set(stream, newStream(stream, timestampMs, ingestionMs))
    },
    events: function* (from = 0) {
      for (const [index, page] of pages.entries()) {
        const next = pages[index + 1]
        if (!next || next.firstSequence > from) yield* readPage(page, from)
      }
    },
    streams: () => [...streams.values()],
  }
}

/** A UTF-16 unit is at most three bytes of UTF-8: most lines need not be measured. */
function fits(line: string, { buffer, used }: Page): boolean {
  const free = buffer.length - used
  return line.length * 3 <= free || Buffer.byteLength(line) <= free
}

function* readPage({ buffer, used, firstSequence }: Page, from: number): Iterable<LogEvent> {
  let sequence = firstSequence
  for (const line of buffer.toString('utf8', 0, used).split('\n')) {
    if (line === '' || sequence++ < from) continue
    const [stream, timestampMs, ingestionMs, message] = JSON.parse(line) as [string, number, number, string]
    yield { sequence: sequence - 1, stream, timestampMs, ingestionMs, message }
  }
}

function newStream(name: string, timestampMs: number, ingestionMs: number): LogStream {
  return {
    name,
    createdMs: ingestionMs,
    firstEventMs: timestampMs,
    lastEventMs: timestampMs,
    lastIngestionMs: ingestionMs,
  }
}
