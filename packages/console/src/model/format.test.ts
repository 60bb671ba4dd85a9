import { expect, test } from 'vitest'
import { formatBytes, formatDollars, formatDuration, formatWhen } from './format.ts'

test('writes durations, bytes and dollars for people', () => {
  expect([0, 45, 999, 1250, 59_940, 123_000, 3_600_000, 100_000_000].map(formatDuration)).toEqual([
    '0 ms',
    '45 ms',
    '999 ms',
    '1.25 s',
    '59.9 s',
    '2 min 3 s',
    '1 h',
    '1 d 4 h',
  ])
  expect([63, 2048, 262_144].map(formatBytes)).toEqual(['63 B', '2 KiB', '256 KiB'])
  expect([0.0002, 0.00000110417, 0].map(formatDollars)).toEqual(['$0.000200', '$0.00000110', '$0'])
})

test('says the day, the time and the zone', () => {
  expect(formatWhen(new Date(2026, 10, 3, 9, 5, 7).getTime())).toMatch(/^3 Nov 2026, 09:05 \S+$/)
  expect(formatWhen(Number.NaN)).toBe('–')
})
