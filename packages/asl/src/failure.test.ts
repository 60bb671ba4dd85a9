import { expect, test } from 'vitest'
import { matches } from './failure.ts'

test.each([
  ['States.ALL', 'Mine', true],
  ['States.ALL', 'States.Timeout', true],
  ['States.ALL', 'States.QueryEvaluationError', true],
  ['States.ALL', 'States.DataLimitExceeded', false],
  ['States.ALL', 'States.Runtime', false],
  ['States.Runtime', 'States.Runtime', false],
  ['States.DataLimitExceeded', 'States.DataLimitExceeded', true],
  ['States.TaskFailed', 'Mine', true],
  ['States.TaskFailed', 'States.Timeout', false],
  ['States.TaskFailed', 'States.HeartbeatTimeout', false],
  ['States.Timeout', 'States.HeartbeatTimeout', true],
  ['States.HeartbeatTimeout', 'States.Timeout', false],
  ['Mine', 'Mine', true],
  ['Mine', 'mine', false],
])('%s and a failure with %s: %s', (name, error, expected) => {
  expect(matches([name], { error })).toBe(expected)
})

test('a failure without a name is covered by States.ALL only', () => {
  expect(matches(['States.ALL'], {})).toBe(true)
  expect(matches(['Mine'], {})).toBe(false)
})
