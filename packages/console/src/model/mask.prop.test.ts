import fc from 'fast-check'
import { expect, test } from 'vitest'
import { masked, maskJsonText } from './mask.ts'

test('never lets an address of the request through, wherever it stands', () => {
  const address = fc.emailAddress().filter((text) => /^[\w.+-]+@/.test(text))
  fc.assert(
    fc.property(address, fc.string({ maxLength: 20 }), fc.string({ maxLength: 10 }), (email, text, key) => {
      const shown = maskJsonText(JSON.stringify({ Email: email, [key]: [`${text} ${email} ${text}`, { S: email }] }))
      expect(shown).not.toContain(email)
    }),
  )
})

test('covers the same twice as once', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const once = masked(JSON.parse(JSON.stringify(value)))
      expect(masked(once)).toEqual(once)
    }),
  )
})
