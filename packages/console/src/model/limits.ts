import { detailsOf, type HistoryEvent } from 'history'

/** Step Functions quotas: the size of one payload, and the events of one execution. */
export const MAX_PAYLOAD_BYTES = 256 * 1024
export const MAX_EVENTS = 25_000

const PAYLOADS = ['input', 'output', 'parameters']

/** The largest payload that an event carries. */
export function largestPayloadBytes(events: readonly HistoryEvent[]): number {
  let largest = 0
  for (const event of events) {
    const details = detailsOf(event)
    for (const key of PAYLOADS) {
      const text = details[key]
      // A text of so few characters cannot be larger, however many bytes each takes.
      if (typeof text === 'string' && text.length * 3 > largest) largest = Math.max(largest, bytesOf(text))
    }
  }
  return largest
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
