import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName } from './fold-name.ts'

test('folding twice gives the same as folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      expect(foldName(foldName(name))).toBe(foldName(name))
    }),
    { numRuns: 2000 },
  )
})

test('case and outer spaces never make a difference', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
      expect(foldName(` ${name}  `)).toBe(foldName(name))
      expect(foldName(name.toLowerCase().toUpperCase())).toBe(foldName(name.toUpperCase()))
    }),
    { numRuns: 2000 },
  )
})
