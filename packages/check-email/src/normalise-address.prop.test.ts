import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseAddress } from './normalise-address.ts'

const letters = fc.string({ unit: fc.constantFrom(...'abcXYZ09éßÄİıſK例え한ａＺ'), minLength: 1, maxLength: 12 })
const addresses = fc
  .tuple(letters, letters, fc.constantFrom('com', 'DE', 'рф', '日本'))
  .map(([local, label, tld]) => `${local}@${label}.${tld}`)

function valueOrNull(address: string): string | null {
  const normal = normaliseAddress(address)
  return 'value' in normal ? normal.value : null
}

function asciiUpperCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

test('an address in any script normalises to one form, however its ASCII letters are cased', () => {
  fc.assert(
    fc.property(addresses, (address) => {
      const normal = valueOrNull(address)
      if (normal === null) return
      expect(valueOrNull(normal)).toBe(normal)
      expect(valueOrNull(asciiUpperCase(address))).toBe(normal)
      expect(valueOrNull(asciiUpperCase(normal))).toBe(normal)
      expect(normal).toMatch(/@[a-z0-9.-]+$/)
    }),
    { numRuns: 2000 },
  )
})

/** Local parts of any letters, and those crowded with what normalisation and case folding treat apart. */
const localParts = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
    fc.string({
      unit: fc.constantFrom(
        ...'aAfiIkKsSwWhHtTjJyYß',
        ...'\ufb01ıİſẞ\u212a\u212bÅåÉé\u1e98\u1e96\u1e97\u1e99\u01f0Ａａ²Ⅷ가각',
      ),
      minLength: 1,
      maxLength: 6,
    }),
    fc.string({
      unit: fc.constantFrom(...'aWwHhTtJjYyEe\u030a\u0331\u0308\u030c\u0301\u0327'),
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map((local) => local.normalize('NFC'))

const nonAscii = (text: string) => text.replace(/\p{ASCII}/gu, '')

test('two local parts that differ in a non-ASCII code point, each in NFC, never meet', () => {
  fc.assert(
    fc.property(localParts, localParts, (one, other) => {
      const [first, second] = [valueOrNull(`${one}@example.com`), valueOrNull(`${other}@example.com`)]
      if (first === null || second === null) return
      if (nonAscii(one) !== nonAscii(other)) expect(first).not.toBe(second)
      expect(nonAscii(first)).toBe(nonAscii(one) + nonAscii('@example.com'))
      expect(valueOrNull(`${first}`)).toBe(first)
    }),
    { numRuns: 5000 },
  )
})

test('no single character meets another one in a local part, but for ASCII case', () => {
  const seen = new Map<string, string>()
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const character = String.fromCodePoint(codePoint)
    if (!/[\p{L}\p{N}]/u.test(character) || character.normalize('NFC') !== character) continue
    const value = valueOrNull(`${character}@example.com`)
    if (value === null) continue
    const owner = seen.get(value)
    if (owner !== undefined) expect(`${owner}${character}`).toMatch(/^([A-Z])(?=[a-z]$)./)
    seen.set(value, character)
  }
  expect(seen.size).toBeGreaterThan(100_000)
})
