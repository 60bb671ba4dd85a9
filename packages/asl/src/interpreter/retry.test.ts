import { expect, test } from 'vitest'
import { retryDelayMs } from './retry.ts'

const retry = {
  errorEquals: ['States.ALL'],
  intervalSeconds: 3,
  maxAttempts: 5,
  backoffRate: 2,
  maxDelaySeconds: 10,
  fullJitter: false,
}

test('a delay grows by its rate up to its cap', () => {
  expect([1, 2, 3, 4].map((attempt) => retryDelayMs(retry, attempt, () => 0.5))).toEqual([3000, 6000, 10_000, 10_000])
})

test('full jitter draws from nothing up to the capped delay', () => {
  const jittered = { ...retry, fullJitter: true }
  expect(retryDelayMs(jittered, 4, () => 0)).toBe(0)
  expect(retryDelayMs(jittered, 4, () => 0.5)).toBe(5000)
  expect(retryDelayMs(jittered, 4, () => 0.999999)).toBe(10_000)
})
