import { expect, test } from 'vitest'
import { whatIsWorse } from './compare.ts'

const tally = (requests: number, reasons: Record<string, number> = {}) => ({ requests, reasons })

test('a reason that the new version gives clearly more often is worse, in one sentence', () => {
  expect(whatIsWorse(tally(50, { EMAIL_INVALID: 20 }), tally(200, { EMAIL_INVALID: 10 }))).toBe(
    'EMAIL_INVALID in 40.0 % of 50 requests, beside 5.0 % of 200 before.',
  )
})

test('with 50 requests each, 14 refusals where there were none are found', () => {
  expect(whatIsWorse(tally(50, { EMAIL_INVALID: 14 }), tally(50))).toBeDefined()
  expect(whatIsWorse(tally(50, { EMAIL_INVALID: 13 }), tally(50))).toBeUndefined()
})

test.each([
  ['a small difference in few requests', tally(50, { EMAIL_INVALID: 5 }), tally(50, { EMAIL_INVALID: 2 })],
  ['a tiny difference in many', tally(1e6, { EMAIL_INVALID: 60_000 }), tally(1e6, { EMAIL_INVALID: 45_000 })],
  ['fewer refusals', tally(100, { EMAIL_INVALID: 0 }), tally(100, { EMAIL_INVALID: 90 })],
  ['everything as before', tally(100, { EMAIL_INVALID: 100 }), tally(100, { EMAIL_INVALID: 100 })],
  ['fewer than 50 requests of the new version', tally(49, { EMAIL_INVALID: 49 }), tally(500)],
  ['fewer than 50 requests of the old version', tally(500, { EMAIL_INVALID: 500 }), tally(49)],
])('%s is let through', (_, next, old) => {
  expect(whatIsWorse(next, old)).toBeUndefined()
})
