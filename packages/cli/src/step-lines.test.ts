import type { HistoryEvent as SdkEvent } from '@aws-sdk/client-sfn'
import { eventFromSdk, type HistoryEvent } from 'history'
import { expect, test } from 'vitest'
import { stepLines } from './step-lines.ts'

/**
 * Numbers the events, ten milliseconds apart; `previous` is the link of an event where it is not the event before it.
 */
function history(...events: (Partial<SdkEvent> & { previous?: number })[]): HistoryEvent[] {
  return events.map(({ previous, ...event }, index) =>
    eventFromSdk({
      type: 'PassStateEntered',
      ...event,
      id: index + 1,
      previousEventId: previous ?? index,
      timestamp: new Date(index * 10),
    }),
  )
}

const entered = (type: string, name: string, input = '{}') =>
  ({ type: `${type}StateEntered`, stateEnteredEventDetails: { name, input } }) as Partial<SdkEvent>
const exited = (type: string, name: string, output = '{}') =>
  ({ type: `${type}StateExited`, stateExitedEventDetails: { name, output } }) as Partial<SdkEvent>
const scheduled = { type: 'LambdaFunctionScheduled', lambdaFunctionScheduledEventDetails: { resource: 'r' } } as const
const started = { type: 'LambdaFunctionStarted' } as const
const failed = {
  type: 'LambdaFunctionFailed',
  lambdaFunctionFailedEventDetails: { error: 'Sandbox.Timedout' },
} as const
const succeeded = { type: 'LambdaFunctionSucceeded', lambdaFunctionSucceededEventDetails: {} } as const

test('a step has its input, output and duration', () => {
  const steps = stepLines(
    history({ type: 'ExecutionStarted' }, { ...entered('Pass', 'A', '1'), previous: 0 }, exited('Pass', 'A', '2')),
  )
  expect(steps).toMatchObject([
    { state: 'A', type: 'Pass', status: 'succeeded', input: '1', output: '2', durationMs: 10, depth: 0, retries: 0 },
  ])
})

test('branches are one level deeper than their Parallel, even if their events interleave', () => {
  const steps = stepLines(
    history(
      { type: 'ExecutionStarted' },
      { ...entered('Parallel', 'P'), previous: 0 },
      { type: 'ParallelStateStarted' },
      { ...entered('Task', 'A'), previous: 3 },
      { ...entered('Task', 'B'), previous: 3 },
      { ...scheduled, previous: 4 },
      { ...scheduled, previous: 5 },
      { ...started, previous: 7 },
      { ...started, previous: 6 },
      { ...succeeded, previous: 8 },
      { ...exited('Task', 'B', '"b"'), previous: 10 },
      { ...succeeded, previous: 9 },
      { ...exited('Task', 'A', '"a"'), previous: 12 },
      { type: 'ParallelStateSucceeded', previous: 13 },
      { ...exited('Parallel', 'P', '["a","b"]'), previous: 13 },
      { ...entered('Pass', 'Z'), previous: 15 },
    ),
  )
  expect(steps.map(({ state, depth, status, output }) => [state, depth, status, output])).toEqual([
    ['P', 0, 'succeeded', '["a","b"]'],
    ['A', 1, 'succeeded', '"a"'],
    ['B', 1, 'succeeded', '"b"'],
    ['Z', 0, 'running', undefined],
  ])
})

test('a retried task counts its retries and keeps its last error', () => {
  const steps = stepLines(
    history(
      { type: 'ExecutionStarted' },
      { ...entered('Task', 'A'), previous: 0 },
      scheduled,
      started,
      failed,
      scheduled,
      started,
      succeeded,
      exited('Task', 'A'),
    ),
  )
  expect(steps).toMatchObject([{ status: 'succeeded', retries: 1, error: 'Sandbox.Timedout' }])
})

test('what is open when the execution fails has failed', () => {
  const steps = stepLines(
    history({ type: 'ExecutionStarted' }, { ...entered('Task', 'A'), previous: 0 }, scheduled, started, failed, {
      type: 'ExecutionFailed',
      executionFailedEventDetails: { error: 'Sandbox.Timedout' },
    }),
  )
  expect(steps).toMatchObject([{ status: 'failed', error: 'Sandbox.Timedout', durationMs: undefined }])
})

test('what a redrive resumes is running, and what the failure interrupted was aborted', () => {
  const both = [
    { type: 'ExecutionStarted' as const },
    { ...entered('Parallel', 'P'), previous: 0 },
    { type: 'ParallelStateStarted' as const },
    { ...entered('Task', 'A'), previous: 3 },
    { ...entered('Wait', 'W'), previous: 3 },
    { ...scheduled, previous: 4 },
    { ...started, previous: 6 },
    { ...failed, previous: 7 },
    { type: 'ParallelStateFailed' as const, previous: 8 },
    { type: 'ExecutionFailed' as const, previous: 9 },
  ]
  const statuses = (events: HistoryEvent[]) => stepLines(events).map(({ state, status }) => [state, status])
  expect(statuses(history(...both))).toEqual([
    ['P', 'failed'],
    ['A', 'failed'],
    ['W', 'aborted'],
  ])
  const redriven = history(...both, { type: 'ExecutionRedriven' }, { ...scheduled, previous: 11 })
  expect(statuses(redriven)).toEqual([
    ['P', 'running'],
    ['A', 'running'],
    ['W', 'aborted'],
  ])
})
