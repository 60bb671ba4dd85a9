import { expect, test } from 'vitest'
import { enrolled, failedInOneBranch } from '../fixtures/histories.ts'
import { expressCost, standardCost, transitionsOf } from './costs.ts'
import { stepsOf } from './steps-of.ts'

test('counts every entered state and every retry as a transition', () => {
  expect(transitionsOf(stepsOf(enrolled()))).toBe(8)
  expect(transitionsOf(stepsOf(failedInOneBranch()))).toBe(6)
})

test('prices a run as Standard and as Express', () => {
  expect(standardCost(8)).toBeCloseTo(0.0002, 12)
  const run = { definitionBytes: 6000, payloadBytes: 100, groups: 3 }
  const hundredMs = 0.000001 + 0.1 * (64 / 1024) * (0.06 / 3600)
  expect(expressCost({ ...run, durationMs: 12 })).toBeCloseTo(hundredMs, 12)
  expect(expressCost({ ...run, durationMs: 101 })).toBeGreaterThan(hundredMs)
  expect(expressCost({ ...run, durationMs: 100, groups: 400, payloadBytes: 100 * 1024 })).toBeGreaterThan(hundredMs)
})
