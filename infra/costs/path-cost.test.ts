import { expect, test } from 'vitest'
import { pathCost } from './path-cost.ts'

const usage = (transitions: number) => {
  return { transitions, durationMs: 250, calls: [], units: { write: 10, read: 2 }, events: 0 }
}

test('a path costs the mean of its executions, a thousand times', () => {
  const { mean, standard } = pathCost('course-withdrawal, WITHDRAWN', [usage(8), usage(10)], {})
  expect(mean).toEqual({ transitions: 9, calls: 0, write: 10, read: 2 })
  expect(standard.workflow).toBeCloseTo(0.225, 10)
  const { total, ...parts } = standard
  expect(total).toBeCloseTo(
    Object.values(parts).reduce((sum, part) => sum + part, 0),
    10,
  )
})

test('only a request that waits for nobody has a price as Express', () => {
  expect(pathCost('course-enrollment, ENROLLED', [usage(10)], {}).express?.workflow).toBeGreaterThan(0)
  expect(pathCost('course-enrollment, ENROLLED, seat held', [usage(10)], {})).not.toHaveProperty('express')
  expect(pathCost('course-enrollment, WAITLISTED, asked again', [usage(14)], {})).not.toHaveProperty('express')
  expect(pathCost('course-withdrawal, WITHDRAWN', [usage(10)], {})).not.toHaveProperty('express')
})
