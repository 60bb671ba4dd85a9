import { stepsOf } from 'history'
import { failedInOneBranch, running } from 'history/fixtures'
import { expect, test } from 'vitest'
import { timelineOf } from './timeline.ts'

test('draws every attempt and every wait between them', () => {
  const history = failedInOneBranch()
  const startMs = history[0]?.timestamp ?? 0
  const stopMs = history.at(-1)?.timestamp ?? 0
  const { rows, ticks } = timelineOf(stepsOf(history), { startMs, stopMs }, 0)
  const row = rows.find(({ step }) => step.state === 'LookUpEmail')
  expect(row).toMatchObject({ depth: 1, group: 'Branch 2' })
  expect(row?.bars.map(({ kind, label }) => [kind, label])).toEqual([
    ['state', 'LookUpEmail'],
    ['attempt', 'Attempt 1: Lambda.TooManyRequestsException'],
    ['wait', 'Wait before attempt 2'],
    ['attempt', 'Attempt 2: Lambda.TooManyRequestsException'],
    ['wait', 'Wait before attempt 3'],
    ['attempt', 'Attempt 3: Lambda.TooManyRequestsException'],
  ])
  for (const { from, to } of rows.flatMap(({ bars }) => bars)) {
    expect(from).toBeGreaterThanOrEqual(0)
    expect(to).toBeGreaterThanOrEqual(from)
    expect(to).toBeLessThanOrEqual(1)
  }
  expect(ticks.length).toBeGreaterThan(2)
  expect(ticks.length).toBeLessThan(10)
})

test('lets what still runs reach up to now', () => {
  const history = running()
  const startMs = history[0]?.timestamp ?? 0
  const { rows, endMs } = timelineOf(stepsOf(history), { startMs }, startMs + 60_000)
  expect(endMs).toBe(startMs + 60_000)
  expect(rows.find(({ step }) => step.state === 'LookUpPaymentInfo')?.bars.map(({ to }) => to)).toEqual([1, 1])
})
