import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName } from './fold-name.ts'

/** Any text, and texts crowded with what folding treats apart. */
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...' \u0301\u0307\u0345\u0640\u200d\u2019\u2033\u309b\u1ffd', ...`iIİıſßŉΣς-–'".·ア=/カ`),
    maxLength: 20,
  }),
)

test('folding twice gives the same as folding once', () => {
  fc.assert(
    fc.property(names, (name) => {
      expect(foldName(foldName(name))).toBe(foldName(name))
    }),
    { numRuns: 5000 },
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
