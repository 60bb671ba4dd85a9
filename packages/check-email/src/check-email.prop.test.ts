import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkEmail } from './check-email.ts'

const CODE = /^EMAIL_(MISSING|INVALID)$/

/** Addresses crowded with what mail programs and other scripts put into them. */
const crowded = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'aK\u212aßW\u030a.@ <">\u200b'), maxLength: 5 }),
    fc.string({ unit: fc.constantFrom(...'al·-xn.אب٠۰ア・क्\u200c\u200d\u0301%例'), minLength: 1, maxLength: 8 }),
  )
  .map(([local, domain]) => `a${local}@${domain}.com`)

/** Any JSON, and requests whose field is any text: plain, of one script, or of whatever Unicode holds. */
const inputs = fc.oneof(
  fc.jsonValue(),
  fc.record({
    Email: fc.oneof(
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
      const result = checkEmail(input)
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
      const { value } = checkEmail(input)
      if (value !== null) expect(checkEmail({ Email: value }).value).toBe(value)
    }),
    { numRuns: 2000 },
  )
})
