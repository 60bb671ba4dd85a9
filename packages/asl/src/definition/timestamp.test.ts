import { expect, test } from 'vitest'
import { parseTimestamp } from './timestamp.ts'

test.each([
  ['2016-03-14T01:59:00Z', '2016-03-14T01:59:00.000Z'],
  ['2016-03-05T21:29:29.243167252Z', '2016-03-05T21:29:29.243Z'],
  ['2016-03-05T21:29:29+01:30', '2016-03-05T19:59:29.000Z'],
  ['2016-03-05T21:29-08:00', '2016-03-06T05:29:00.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
])('%s is %s', (text, expected) => {
  expect(new Date(parseTimestamp(text) ?? Number.NaN).toISOString()).toBe(expected)
})

test.each([
  ...['2016-12-05 21:29:29Z', '2016-12-05T21:29:29', '2016-13-05T21:29:29Z', '2016-12-05T25:29:29Z'],
  ...['05-12-2016T21:29:29Z', '2023-02-29T00:00:00Z', '2016-12-05', '', '2016-12-05T21:29:29+19:00'],
])('%j is no time', (text) => {
  expect(parseTimestamp(text)).toBeUndefined()
})
