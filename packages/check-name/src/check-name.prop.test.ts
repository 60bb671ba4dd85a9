import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkName } from './check-name.ts'

const CODE = /^NAME_(MISSING|INVALID)$/

/** Names crowded with what stands between letters. */
const crowded = fc.string({ unit: fc.constantFrom(...`aßİ아ア אक:@'’"″. -–·=/\u0301\u0307\u200d`), minLength: 1 })

/** Any JSON, and requests whose field is any text: plain, of one script, or of whatever Unicode holds. */
const inputs = fc.oneof(
  fc.jsonValue(),
  fc.record({
    Name: fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme' }),
      crowded,
    ),
  }),
)

test('any input gets a verdict of at most 1 KB: a value, or one problem with one of the two codes', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const result = checkName(input)
      expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThanOrEqual(1024)
      if (result.value === null) expect(result.problems).toMatchObject([{ code: expect.stringMatching(CODE) }])
      else expect(result.problems).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

test('a normalised value is normalised already', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const { value } = checkName(input)
      if (value !== null) expect(checkName({ Name: value }).value).toBe(value)
    }),
    { numRuns: 2000 },
  )
})
