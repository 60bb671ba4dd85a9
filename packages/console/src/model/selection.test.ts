import { stepsOf } from 'history'
import { failedIteration } from 'history/fixtures'
import { expect, test } from 'vitest'
import { selectedIn, selectionOf } from './selection.ts'

const steps = stepsOf(failedIteration())

test('shows the latest visit to a state, unless another one is asked for', () => {
  const visits = steps.all.filter(({ state }) => state === 'Look')
  expect(selectedIn(steps, { state: 'Look' })?.step).toBe(visits[1])
  expect(selectedIn(steps, { state: 'Look', visit: visits[0]?.id ?? 0 })?.step).toBe(visits[0])
})

test('can select a state that was not reached', () => {
  expect(selectedIn(steps, { state: 'Never' })).toEqual({ state: 'Never' })
  expect(selectedIn(steps, {})).toBeUndefined()
})

test('returns to every visit by its name', () => {
  for (const step of steps.all) expect(selectedIn(steps, selectionOf(steps, step))?.step).toBe(step)
})
