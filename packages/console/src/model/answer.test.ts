import { REQUEST } from 'history/fixtures'
import { expect, test } from 'vitest'
import type { Entry } from '../api/entries.ts'
import { answerIn, answerOf, answerText, lookOfAct } from './answer.ts'
import { personIn } from './person.ts'

const entry = (change: object): Entry => ({
  kind: 'enrollment',
  course: 'maths-1',
  status: 'WAITLISTED',
  name: 'Alison',
  email: 'alison@example.com',
  startedAt: '2026-11-27T09:00:00.000Z',
  execution: 'arn:aws:states:us-east-1:000000000000:execution:course-enrollment:a',
  ...change,
})

test('reads the answer of the workflow, and takes any other answer for what it is', () => {
  expect(answerIn('{"status":"ENROLLED","course":"serverless-101","alreadyEnrolled":true}')).toMatchObject({
    kind: 'enrolled',
    course: 'serverless-101',
    repeated: true,
  })
  const cancelled = { status: 'CANCELLED', course: null, reasons: [{ code: 'EMAIL_UNKNOWN', message: 'No record' }] }
  expect(answerIn(JSON.stringify(cancelled))).toMatchObject({ kind: 'cancelled', reasons: cancelled.reasons })
  for (const text of [undefined, 'null', '[]', '"text"', '{"status":"CANCELLED","reasons":[null]}']) {
    expect(answerIn(text).reasons).toEqual([])
  }
})

test('says one status that people read', () => {
  const texts = [
    answerOf({ status: 'SUCCEEDED', output: '{"status":"ENROLLED","course":"maths-1"}' }),
    answerOf({
      status: 'SUCCEEDED',
      output: '{"status":"CANCELLED","course":"maths-1","reasons":[{"code":"COURSE_FULL"},{"code":"NAME_MISMATCH"}]}',
    }),
    answerOf({ status: 'RUNNING', input: '{"Course":"maths-1"}' }),
    answerOf({ status: 'RUNNING' }, entry({ position: 3 })),
    answerOf({ status: 'FAILED', error: 'Runtime.ExitError' }),
    answerOf({ status: 'ABORTED', input: '{"Course":"maths-1"}' }, entry({})),
    answerOf({}, { ...entry({}), kind: 'ended', reasons: [{ code: 'WITHDRAWN', field: '', message: '' }] } as Entry),
  ].map(answerText)
  expect(texts).toEqual([
    'Enrolled in maths-1',
    'Cancelled in maths-1: course full, name mismatch',
    'Running, for maths-1',
    'On the waitlist of maths-1, number 3',
    'Failed: Runtime.ExitError',
    'Failed, for maths-1: stopped',
    'Cancelled in maths-1: withdrawn',
  ])
})

test('names the student, by the address where there is no name', () => {
  expect(personIn(REQUEST)).toEqual({ name: 'Alison', email: 'alison@example.com' })
  for (const input of [undefined, '[]', '"Alison"', '{"Name":7}', 'no json']) expect(personIn(input)).toEqual({})
})

test('says what an act on a seat has done', () => {
  const text = (answer: object) => lookOfAct(JSON.stringify(answer))?.label
  expect(text({ status: 'WITHDRAWN', course: 'maths-1' })).toBe('Withdrawn from maths-1')
  expect(text({ status: 'NOT_ENROLLED', course: null })).toBe('Not enrolled: nothing to withdraw')
  expect(text({ status: 'RECEIVED', confirmed: 1 })).toBe('Payment received, 1 seat confirmed')
  expect(text({ status: 'DONE', promoted: 2 })).toBe('2 seats given to those who wait')
  expect(text({ status: 'ENROLLED' })).toBeUndefined()
})
