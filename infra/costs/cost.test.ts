import type { HistoryEvent } from 'history'
import { expect, test } from 'vitest'
import { costOf, total } from './cost.ts'
import { type Usage, usageOf } from './usage.ts'

const usage: Usage = {
  transitions: 10,
  durationMs: 250,
  calls: [{ name: 'validate-details', durationMs: 100 }],
  units: { write: 10, read: 2 },
  events: 0,
}

test('a Standard execution is billed by its transitions, however long it takes', () => {
  expect(costOf(usage, 'STANDARD', {}).workflow).toBeCloseTo(0.00025, 10)
  expect(costOf({ ...usage, durationMs: 1e6 }, 'STANDARD', {}).workflow).toBeCloseTo(0.00025, 10)
})

test('an Express execution is billed by request and by started 100 ms of 64 MB, whatever its transitions', () => {
  const expected = 1e-6 + 0.3 * (64 / 1024) * (0.06 / 3600)
  expect(costOf(usage, 'EXPRESS', {}).workflow).toBeCloseTo(expected, 12)
  expect(costOf({ ...usage, transitions: 999 }, 'EXPRESS', {}).workflow).toBeCloseTo(expected, 12)
})

test('a function is billed by call, and by memory and time', () => {
  const cost = costOf(usage, 'STANDARD', { 'validate-details': 512 }).functions
  expect(cost).toBeCloseTo(2e-7 + 0.1 * 0.5 * 0.0000133334, 12)
})

test('the table is billed by write and read units', () => {
  expect(costOf(usage, 'STANDARD', {}).table).toBeCloseTo((10 * 0.625 + 2 * 0.125) / 1e6, 12)
})

test('the total is the sum of its parts', () => {
  const cost = costOf(usage, 'STANDARD', {})
  expect(total(cost)).toBeCloseTo(
    cost.workflow + cost.functions + cost.table + cost.logs + cost.traces + cost.notifications,
    12,
  )
})

const at = (id: number, type: HistoryEvent['type'], previousEventId: number, details: Partial<HistoryEvent> = {}) =>
  ({ id, type, previousEventId, timestamp: id * 10, ...details }) as HistoryEvent

const scheduled = (id: number, previousEventId: number) =>
  at(id, 'LambdaFunctionScheduled', previousEventId, {
    lambdaFunctionScheduledEventDetails: { resource: 'arn:aws:lambda:eu-west-1:1:function:prod-eu-check-name:live' },
  })

test('a history gives transitions with retries, calls by function, and time', () => {
  const history = [
    at(1, 'ExecutionStarted', 0),
    at(2, 'TaskStateEntered', 0, { stateEnteredEventDetails: { name: 'LookUpName' } }),
    scheduled(3, 2),
    at(4, 'LambdaFunctionStarted', 3),
    at(5, 'LambdaFunctionFailed', 4),
    scheduled(6, 5),
    at(7, 'LambdaFunctionStarted', 6),
    at(8, 'LambdaFunctionSucceeded', 7),
    at(9, 'TaskStateExited', 8, { stateExitedEventDetails: { name: 'LookUpName' } }),
    at(10, 'SucceedStateEntered', 9, { stateEnteredEventDetails: { name: 'Enrolled' } }),
    at(11, 'SucceedStateExited', 10, { stateExitedEventDetails: { name: 'Enrolled' } }),
    at(12, 'ExecutionSucceeded', 11),
  ]
  expect(usageOf(history)).toEqual({
    transitions: 2 + 1,
    durationMs: 110,
    calls: [
      { name: 'check-name', durationMs: 10 },
      { name: 'check-name', durationMs: 10 },
    ],
    units: { write: 0, read: 0 },
    events: 12,
  })
})
