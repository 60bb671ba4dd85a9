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

const details = fc.constantFrom('Alison', 'Alison Smith', "O'Brien", '+442079460958', '12 High Street', 442079460958)
const keys = fc.oneof(
  fc.string({ maxLength: 10 }),
  fc.constantFrom(
    ...['course', 'code', 'status', 'message', 'field', 'seats', 'S', 'N', 'value', 'TableName', 'Error'],
  ),
)

test('never lets a detail of a person through, whatever it is called and however deep it stands', () => {
  fc.assert(
    fc.property(details, fc.array(keys, { minLength: 1, maxLength: 4 }), (detail, path) => {
      const value = path.reduceRight<unknown>((inner, key) => ({ [key]: inner, list: [inner] }), detail)
      expect(maskJsonText(JSON.stringify(value))).not.toContain(String(detail))
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
