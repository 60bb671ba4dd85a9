import { afterAll, beforeAll, expect, test } from 'vitest'
import { inFull, inShort, timeOf } from './times.ts'

const zone = process.env.TZ
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin'
})
afterAll(() => {
  process.env.TZ = zone
})

test.each([
  ['a date is the whole day, by the clock of this machine', '2026-11-27', 'end', '2026-11-27T22:59:59Z'],
  ['a day opens at midnight', '2026-11-27', 'start', '2026-11-26T23:00:00Z'],
  ['a day of 23 hours', '2026-03-29', 'end', '2026-03-29T21:59:59Z'],
  ['a time with its zone', '2026-11-27T18:00-05:00', 'end', '2026-11-27T23:00:00Z'],
  ['UTC', ' 2026-11-27T18:00:30Z ', 'start', '2026-11-27T18:00:30Z'],
] as const)('%s: %s', (_, text, edge, stored) => {
  expect(timeOf('--closes-at', text, edge)).toBe(stored)
})

test.each([
  '2026-11-27T18:00',
  'Friday',
  '2026-02-30',
  '2026-02-30T10:00Z',
  '2026-13-01',
  '2026-11-27T25:00Z',
  '27.11.2026',
  '',
])('"%s" is no time', (text) => {
  expect(() => timeOf('--closes-at', text, 'end')).toThrow(/^--closes-at .* is no time: expected a date, such as/)
})

test('a time is said back by the clock of this machine', () => {
  expect(inFull('2026-11-27T22:59:59Z')).toBe('Fri, 27 Nov 2026, 23:59:59 CET')
  expect(inShort('2026-11-27T22:59:59Z')).toBe('2026-11-27 23:59')
  expect(inShort('then')).toBe('then')
})
