import { expect, test } from 'vitest'
import { applyNote, type ExecutionRecord, newRecord } from './execution-record.ts'
import { createRetentionQueue } from './retention.ts'

const DAY_MS = 24 * 60 * 60 * 1000

function closedRecord(number: number, stopMs: number): ExecutionRecord {
  const name = `e${number}`
  const start = { arn: name, name, stateMachineArn: 'm', revision: 'r', seed: 's', startMs: 0 }
  const record = newRecord(number, start)
  applyNote(record, { end: { status: 'SUCCEEDED', stopMs, lastEventId: 2 } })
  return record
}

test('the executions that closed first go first, once there are too many', () => {
  const records = [closedRecord(1, 30), closedRecord(2, 10), closedRecord(3, 20)]
  const queue = createRetentionQueue({ executions: 2, days: 90 }, records)
  expect(queue.expired(40)).toEqual([records[1]])
  expect(queue.expired(40)).toEqual([])
  queue.closed(closedRecord(4, 50))
  expect(queue.expired(50)).toEqual([records[2]])
})

test('an execution goes when it is too old', () => {
  const records = [closedRecord(1, 0), closedRecord(2, DAY_MS)]
  const queue = createRetentionQueue({ executions: 10, days: 1 }, records)
  expect(queue.expired(DAY_MS)).toEqual([])
  expect(queue.expired(DAY_MS + 1)).toEqual([records[0]])
})

test('a redriven execution stays while it runs, and counts from its last end', () => {
  const record = closedRecord(1, 10)
  const queue = createRetentionQueue({ executions: 1, days: 90 }, [record])
  applyNote(record, { redrive: { redriveMs: 20 } })
  queue.closed(closedRecord(2, 30))
  expect(queue.expired(30)).toEqual([])
  applyNote(record, { end: { status: 'FAILED', stopMs: 40, lastEventId: 5 } })
  queue.closed(record)
  expect(queue.expired(40).map(({ number }) => number)).toEqual([2])
})

test('a long life leaves no trace of what went', () => {
  const queue = createRetentionQueue({ executions: 5, days: 90 }, [])
  let gone = 0
  for (let n = 1; n <= 10_000; n++) {
    queue.closed(closedRecord(n, n))
    gone += queue.expired(n).length
  }
  expect(gone).toBe(9_995)
})
