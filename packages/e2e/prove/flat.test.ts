import { expect, test } from 'vitest'
import { growth } from './flat.ts'

test('samples that stay are flat, whatever the start and the peaks are; samples that rise are not', () => {
  expect(growth([900, 500, 300, 100, 101, 190, 100, 400, 150])).toBe(0)
  expect(growth(Array.from({ length: 90 }, (_, n) => 100 + n))).toBeGreaterThan(0.1)
  expect(growth([9, 9, 9, 100, 100, 100, 50, 50, 50])).toBe(-0.5)
  expect(() => growth([1, 2])).toThrow('Three samples')
})
