import { noAnswers } from 'intake'
import { expect, test } from 'vitest'
import { countsInWords, reasonsByCount } from './batch.ts'

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
