import { expect, test } from 'vitest'
import { parsePins } from './pins.ts'

test('reads which version is live where', () => {
  expect(parsePins({ prod: { 'check-name': '3' } })).toEqual({ prod: { 'check-name': '3' } })
})

test.each([
  [{ prod: { 'check-nam': '3' } }, 'pins "check-nam": expected one of check-name'],
  [{ prod: { 'check-name': 3 } }, 'expected a published version, such as "3"'],
  [{ prod: { 'check-name': '$LATEST' } }, 'expected a published version'],
  [{ prod: [] }, 'is no object'],
  [[], 'is no object'],
])('refuses %j', (value, message) => {
  expect(() => parsePins(value)).toThrow(message)
})
