import { expect, test } from 'vitest'
import { jsonLines } from './json-lines.ts'

test('breaks JSON into lines', () => {
  const lines = jsonLines({ a: [1, 'x'], b: {}, c: null })
  expect(
    lines.map(
      ({ depth, key, text, comma }) => `${'  '.repeat(depth)}${key ? `${key}: ` : ''}${text}${comma ? ',' : ''}`,
    ),
  ).toEqual(['{', '  a: [', '    1,', '    "x"', '  ],', '  b: {},', '  c: null', '}'])
})
