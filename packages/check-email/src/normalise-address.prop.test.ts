import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseAddress } from './normalise-address.ts'

const letters = fc.string({ unit: fc.constantFrom(...'abcXYZ09éßÄİıſK例え한ａＺ'), minLength: 1, maxLength: 12 })
const addresses = fc
  .tuple(letters, letters, fc.constantFrom('com', 'DE', 'рф', '日本'))
  .map(([local, label, tld]) => `${local}@${label}.${tld}`)

test('an address in any script normalises to one form, however it is cased', () => {
  fc.assert(
    fc.property(addresses, (address) => {
      const normal = normaliseAddress(address)
      if (normal === null) return
      expect(normaliseAddress(normal)).toBe(normal)
      expect(normaliseAddress(normal.toUpperCase())).toBe(normaliseAddress(normal.toUpperCase().toLowerCase()))
      expect(normal).toMatch(/@[a-z0-9.-]+$/)
    }),
    { numRuns: 2000 },
  )
})
