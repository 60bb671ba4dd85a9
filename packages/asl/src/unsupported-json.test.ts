import { expect, test } from 'vitest'
import { unsupportedJson } from './unsupported-json.ts'

test.each(['1e999', '-1e999', '{"a":[1,{"b":1E+400}]}', `[${'9'.repeat(309)}]`])(
  'refuses %s, which no double holds',
  (text) => {
    expect(unsupportedJson(text)).toContain('double')
  },
)

test.each(['{"_jsonata_lambda":true}', '[{"a":{"_jsonata_function":1}}]'])(
  'refuses %s, by the name of the key',
  (text) => {
    expect(unsupportedJson(text)).toContain('_jsonata_')
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
  expect(unsupportedJson(text)).toBeUndefined()
})

const nested = (depth: number, inner = '') => `${'['.repeat(depth)}${inner}${']'.repeat(depth)}`

test.each([1_001, 100_000])('refuses what nests %i deep', (depth) => {
  expect(unsupportedJson(nested(depth))).toContain('more than 1000 deep')
  expect(unsupportedJson(`{"a":${nested(depth)}}`)).toContain('more than 1000 deep')
})

test('takes what nests 1000 deep, what is long, and brackets in strings', () => {
  expect(unsupportedJson(nested(1_000))).toBeUndefined()
  expect(unsupportedJson(`[${'[],'.repeat(5_000)}{}]`)).toBeUndefined()
  expect(unsupportedJson(JSON.stringify({ [nested(2_000)]: `"\\${nested(2_000)}` }))).toBeUndefined()
  expect(unsupportedJson(nested(1_000, '1e999'))).toContain('double')
})
