import { expect, test } from 'vitest'
import { readField } from './field.ts'

test.each([
  ['an absent field', {}],
  ['null', { Name: null }],
  ['an empty text', { Name: '' }],
  ['a blank text', { Name: ' \t\n' }],
  ['an array', ['Alison']],
  ['a text', 'Alison'],
  ['a number', 42],
  ['no input', null],
  ['a field of the prototype', JSON.parse('{"__proto__": {"Name": "Alison"}}')],
  ['an inherited field', Object.create({ Name: 'Alison' })],
])('%s is missing', (_, input) => {
  expect(readField(input, 'Name', 10)).toEqual({ kind: 'missing' })
})

test.each([
  ['a number', 42],
  ['an array', ['Alison']],
  ['an object', { first: 'Alison' }],
  ['true', true],
  ['eleven characters', 'abcdefghijk'],
  ['a huge text', 'x'.repeat(200_000)],
  ['half a surrogate pair', '\ud83d'],
])('%s is invalid', (_, value) => {
  expect(readField({ Name: value }, 'Name', 10)).toEqual({ kind: 'invalid' })
})

test('characters are counted as people do: ten of four bytes fit in ten', () => {
  expect(readField({ Name: '𝒜'.repeat(10) }, 'Name', 10)).toEqual({ kind: 'text', text: '𝒜'.repeat(10) })
})

test('outer space is taken off before anything is counted', () => {
  expect(readField({ Name: `  abcdefghij\n` }, 'Name', 10)).toEqual({ kind: 'text', text: 'abcdefghij' })
})
