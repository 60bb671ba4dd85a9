import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pickVersion } from './routing.ts'

test('any draw leads to a version that has a weight, and the shares are those weights', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), (weight) => {
      const routing = [
        { stateMachineVersionArn: 'one', weight },
        { stateMachineVersionArn: 'two', weight: 100 - weight },
      ]
      const picked = Array.from({ length: 100 }, (_, at) => pickVersion(routing, (at + 0.5) / 100))
      expect(picked.filter((arn) => arn === 'one')).toHaveLength(weight)
    }),
  )
})
