import { expect, test } from 'vitest'
import { parsePins } from './pins.ts'

const STAGES = ['dev', 'prod']

test('reads which version of a function or of a state machine is live where', () => {
  const pins = { prod: { 'check-name': '3', 'course-enrollment': '12', 'waitlist-promotion': '2' } }
  expect(parsePins(pins, STAGES)).toEqual(pins)
})

test.each([
  [{ prod: { 'check-nam': '3' } }, 'nothing is called "check-nam": expected one of check-name'],
  [{ prod: { 'check-name': 3 } }, '3 is not a published version: expected one such as "3"'],
  [{ prod: { 'check-name': '$LATEST' } }, 'is not a published version'],
  [{ prdo: { 'check-name': '3' } }, 'there is no stage "prdo": expected one of dev, prod'],
  [{ prod: [] }, 'a stage holds versions by name'],
  [[], 'it holds an object by stage'],
])('refuses %j in one line', (value, message) => {
  expect(() => parsePins(value, STAGES)).toThrow(message)
  expect(() => parsePins(value, STAGES)).toThrow(/^infra\/pins\.json: [^\n]+$/)
})
