import { expect, test } from 'vitest'
import { createProgressMeter } from './progress.ts'

test('rate and time left are those of late, not of the rows that were found at once', () => {
  let now = 0
  const meter = createProgressMeter(1000, () => now)
  for (let n = 0; n < 500; n++) meter.count({ answer: 'ENROLLED', reasons: [], before: true })
  for (let n = 0; n < 100; n++) {
    now += 1000
    meter.count({ answer: 'CANCELLED', reasons: ['there is no such course'] })
  }
  expect(meter.now()).toMatchObject({
    done: 600,
    before: 500,
    reasons: { 'there is no such course': 100 },
    perSecond: 1,
    remainingMs: 400_000,
  })
})

test('nothing is foretold from the first moment', () => {
  const meter = createProgressMeter(10, () => 0)
  expect(meter.now()).toMatchObject({ perSecond: 0, remainingMs: undefined })
})
