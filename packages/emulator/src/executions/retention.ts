import type { ExecutionRecord } from './execution-record.ts'

/** How long closed executions are kept: whatever of the two is reached first. Running ones are never forgotten. */
export interface Retention {
  executions: number
  days: number
}

/** AWS keeps 90 days; the number bounds the store of a machine that nobody cleans up. */
export const DEFAULT_RETENTION: Retention = { executions: 50_000, days: 90 }

const DAY_MS = 24 * 60 * 60 * 1000

export interface RetentionQueue {
  /** Notes that an execution was closed. */
  closed(record: ExecutionRecord): void
  /** Takes out of the queue what is to be forgotten now. */
  expired(nowMs: number): ExecutionRecord[]
}

/** `records` are the closed executions of an earlier run. */
export function createRetentionQueue(retention: Retention, records: Iterable<ExecutionRecord>): RetentionQueue {
  /** In the order of closing. A redrive leaves its execution in; it counts only while it is as closed as it was then. */
  const queue = [...records]
    .flatMap((record) => (record.stopMs === undefined ? [] : [{ record, stopMs: record.stopMs }]))
    .sort((a, b) => a.stopMs - b.stopMs)
  let head = 0

  return {
    closed(record) {
      if (record.stopMs !== undefined) queue.push({ record, stopMs: record.stopMs })
    },
    expired(nowMs) {
      const expired: ExecutionRecord[] = []
      for (let next = queue[head]; next !== undefined; next = queue[head]) {
        const { record, stopMs } = next
        const stands = record.stopMs === stopMs
        const old = stopMs < nowMs - retention.days * DAY_MS || queue.length - head > retention.executions
        if (stands && !old) break
        head++
        if (stands) expired.push(record)
      }
      // The passed part is cut off once it is most of the queue.
      if (head > 1_000 && head * 2 > queue.length) {
        queue.splice(0, head)
        head = 0
      }
      return expired
    },
  }
}
