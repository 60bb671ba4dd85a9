import { expect, test } from 'vitest'
import { unsupportedInput } from './unsupported-input.ts'

test.each(['1e999', '-1e999', '{"a":[1,{"b":1E+400}]}', `[${'9'.repeat(309)}]`])(
  'refuses %s, which no double holds',
  (text) => {
    expect(unsupportedInput(text)).toContain('double')
  },
)

test.each(['{"_jsonata_lambda":true}', '[{"a":{"_jsonata_function":1}}]'])(
  'refuses %s, by the name of the key',
  (text) => {
    expect(unsupportedInput(text)).toContain('_jsonata_')
  },
)

test.each([
  '1e308',
  '{"a":"1e999"}',
  '"_jsonata_lambda"',
  '{"a":"_jsonata_function"}',
  '{"e1234":null}',
  '[null,1e-999]',
  '{}',
])('takes %s', (text) => {
  expect(unsupportedInput(text)).toBeUndefined()
})

test('reads a text that nests as deep as a payload can', () => {
  expect(unsupportedInput(`${'['.repeat(100_000)}1e999${']'.repeat(100_000)}`)).toContain('double')
})
