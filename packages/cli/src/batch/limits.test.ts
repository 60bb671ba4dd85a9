import { expect, test } from 'vitest'
import { limitOf } from './limits.ts'

test.each([
  ['us-east-1', 10, 1000, 300, 'the quota StartExecution (300 a second in us-east-1)'],
  ['eu-central-1', 10, 1000, 80, 'the quota StateTransition (800 a second in eu-central-1)'],
  ['us-east-1', 10, 50, 50, '--concurrency 50, up to the quota StartExecution (300 a second in us-east-1)'],
])('in %s, with %i transitions for a row and %i at once, %i rows run in a second', (...args) => {
  const [region, transitions, concurrency, perSecond, limitedBy] = args
  expect(limitOf(region, transitions, concurrency)).toEqual({ perSecond, limitedBy })
})
