import { expect, test } from 'vitest'
import { checkName } from './check-name.ts'

test.each([
  ['Alison', 'alison'],
  [' alison ', 'alison'],
  ["Siobhán O'Brien-Müller", "siobhán o'brien-müller"],
  ['أليسون', 'أليسون'],
  ['李小龍', '李小龍'],
  ['John Smith 3rd', 'john smith 3rd'],
  ['Anna   Maria', 'anna maria'],
])('%j is a name, compared as %j', (name, value) => {
  expect(checkName({ Name: name })).toEqual({ field: 'Name', value, problems: [] })
})

test.each([{}, { name: 'Alison' }, { Name: null }, { Name: '  ' }, [], 'Alison', null, 42])(
  'in %j the name is missing',
  (input) => {
    expect(checkName(input)).toMatchObject({ value: null, problems: [{ code: 'NAME_MISSING' }] })
  },
)

test.each([
  ['a number', 42],
  ['an object', { first: 'Alison' }],
  ['emoji', '😀😀'],
  ['a NUL', 'Ali\u0000son'],
  ['a direction override', 'Ali\u202eson'],
  ['an inner line break that is a control', 'Ali\u0085\u0007son'],
  ['digits alone', '12345'],
  ['markup', '<b>Alison</b>'],
  ['201 characters', 'a'.repeat(201)],
  ['a character that normalises to a sentence, many times', '\ufdfa'.repeat(100)],
  ['200 KB', 'a'.repeat(200_000)],
])('%s is not a name', (_, name) => {
  expect(checkName({ Name: name })).toMatchObject({ value: null, problems: [{ code: 'NAME_INVALID' }] })
})

test('200 characters are a name', () => {
  expect(checkName({ Name: 'a'.repeat(200) }).value).toBe('a'.repeat(200))
})
