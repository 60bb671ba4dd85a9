import { noAnswers } from 'intake'
import { expect, test } from 'vitest'
import { countsInWords, interruptionOf, reasonsByCount } from './batch.ts'

test('only the answers that there are get a line', () => {
  expect(countsInWords({ ...noAnswers(), CANCELLED: 2, ENROLLED: 5 })).toEqual([
    { answer: 'ENROLLED', label: 'Enrolled', count: 5 },
    { answer: 'CANCELLED', label: 'Cancelled', count: 2 },
  ])
})

test('the most frequent reason comes first', () => {
  expect(reasonsByCount({ 'the course is full': 2, 'the payment is pending': 7 })[0]?.[0]).toBe(
    'the payment is pending',
  )
})

test('says how far an interrupted batch was, and that nothing started where nothing had', () => {
  const counts = { done: 1200, counts: noAnswers(), reasons: {}, before: 0, perSecond: 9, remainingMs: undefined }
  const progress = { ...counts, total: 3000 }
  expect(interruptionOf({ stage: 'predicting', total: 3000, progress })).toBe('Nothing had been started.')
  expect(interruptionOf({ stage: 'running', total: 3000, progress })).toBe(
    '1,200 of 3,000 rows had an answer when it was last seen; requests that were under way go on.',
  )
})
