import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

test('the steps are those of the stage, and without them everything is shifted at once', () => {
  const canary = { steps: [10, 50], windowSeconds: 600, holdSeconds: 7200 }
  expect(readOptions(['check-name'], canary)).toEqual({
    name: 'check-name',
    to: undefined,
    endpoint: undefined,
    steps: [10, 50],
    windowMs: 600_000,
    holdMs: 7_200_000,
    pollMs: 15_000,
  })
  expect(readOptions(['check-name'], undefined).steps).toEqual([])
})

test('the command line overrides the stage', () => {
  const canary = { steps: [10, 50], windowSeconds: 600, holdSeconds: 7200 }
  const options = readOptions(['check-name', '--to', '3', '--steps', '5', '--window', '60'], canary)
  expect(options).toMatchObject({ to: '3', steps: [5], windowMs: 60_000, pollMs: 3000 })
})

test.each([
  [[], 'Expected: canary NAME'],
  [['a', 'b'], 'Expected: canary NAME'],
  [['a', '--step', '5'], "Unknown option '--step'"],
  [['a', '--steps', '50,10'], '--steps is "50,10": expected rising percents below 100'],
  [['a', '--steps', '100'], 'expected rising percents below 100'],
  [['a', '--window', 'x'], '--window is "x": expected seconds'],
])('refuses %j in one line', (args, message) => {
  expect(() => readOptions(args, undefined)).toThrow(message)
  expect(() => readOptions(args, undefined)).toThrow(/^[^\n]+$/)
})
