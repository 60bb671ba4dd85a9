import { REQUEST } from 'history/fixtures'
import { expect, test } from 'vitest'
import { outcomeOf, studentIn } from './outcome.ts'

test('reads the answer of the workflow, and takes any other answer for what it is', () => {
  expect(outcomeOf('{"status":"ENROLLED","course":"serverless-101","alreadyEnrolled":true}')).toMatchObject({
    verdict: 'enrolled',
    course: 'serverless-101',
    repeated: true,
  })
  const cancelled = { status: 'CANCELLED', course: null, reasons: [{ code: 'EMAIL_UNKNOWN', message: 'No record' }] }
  expect(outcomeOf(JSON.stringify(cancelled))).toMatchObject({ verdict: 'cancelled', reasons: cancelled.reasons })
  for (const text of [undefined, 'null', '[]', '"text"', '{"status":"CANCELLED","reasons":[null]}']) {
    expect(outcomeOf(text).reasons).toEqual([])
  }
})

test('names the student masked, by the address where there is no name', () => {
  expect(studentIn(REQUEST, true)).toBe('Alison')
  expect(studentIn(REQUEST, false)).toBe('A••••')
  expect(studentIn('{"Email":"alison@example.com"}', false)).toBe('a••••@••••')
  for (const input of [undefined, '[]', '"Alison"', '{"Name":7}', 'no json'])
    expect(studentIn(input, true)).toBeUndefined()
})
