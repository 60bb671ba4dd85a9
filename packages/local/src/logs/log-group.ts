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
  bytes: number
}

/** The newest events of one group: the oldest make room. */
export interface LogGroup {
  readonly name: string
  readonly createdMs: number
  readonly bytes: number
  append(stream: string, timestampMs: number, ingestionMs: number, message: string): void
  /** In the order of their arrival, from the event numbered `from` on. */
  events(from?: number): readonly LogEvent[]
  streams(): LogStream[]
}

export const maxMessageLength = 256 * 1024
/** CloudWatch counts 26 bytes of every event beside its message. */
const overheadBytes = 26

export function createLogGroup(name: string, createdMs: number, maxBytes: number): LogGroup {
  let events: LogEvent[] = []
  let streams = new Map<string, LogStream>()
  let bytes = 0
  let sequence = 0

  const makeRoom = () => {
    // A quarter at a time: dropping one for each that comes would move all the others each time.
    let kept = 0
    while (bytes > maxBytes * 0.75 && kept < events.length) bytes -= sizeOf(events[kept++]?.message ?? '')
    events = events.slice(kept)
    const alive = new Set(events.map(({ stream }) => stream))
    streams = new Map([...streams].filter(([stream]) => alive.has(stream)))
  }

  return {
    name,
    createdMs,
    get bytes() {
      return bytes
    },
    append: (stream, timestampMs, ingestionMs, text) => {
      const message = text.length > maxMessageLength ? text.slice(0, maxMessageLength) : text
      events.push({ sequence: sequence++, stream, timestampMs, ingestionMs, message })
      const size = sizeOf(message)
      bytes += size
      const known = streams.get(stream)
      streams.set(stream, {
        name: stream,
        createdMs: known?.createdMs ?? ingestionMs,
        firstEventMs: known?.firstEventMs ?? timestampMs,
        lastEventMs: timestampMs,
        lastIngestionMs: ingestionMs,
        bytes: (known?.bytes ?? 0) + size,
      })
      if (bytes > maxBytes) makeRoom()
    },
    events: (from = 0) => {
      const first = events[0]?.sequence ?? 0
      return from <= first ? events : events.slice(from - first)
    },
    streams: () => [...streams.values()],
  }
}

function sizeOf(message: string): number {
  return message.length + overheadBytes
}
