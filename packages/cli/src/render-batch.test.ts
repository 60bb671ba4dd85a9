import { noAnswers } from 'intake'
import { expect, test } from 'vitest'
import {
  nameOf,
  renderCounts,
  renderDuration,
  renderPrediction,
  renderProgress,
  renderRow,
  renderSummary,
} from './render-batch.ts'

const counts = { ...noAnswers(), ENROLLED: 1, ALREADY_ENROLLED: 2, CANCELLED: 3 }

test('a row is shown with its answer and its reasons in words', () => {
  expect(renderRow('row     5', { answer: 'CANCELLED', reasons: ['there is no such course'] })).toBe(
    'row     5  cancelled         there is no such course',
  )
  expect(renderRow('row     6', { answer: 'ALREADY_ENROLLED', reasons: [] })).toBe('row     6  already enrolled')
})

test('a request of a spreadsheet is named by its row, and by its line where a cell above has several', () => {
  expect(nameOf({ row: 2, line: 2 }, 'csv')).toBe('row 2')
  expect(nameOf({ row: 3, line: 5 }, 'csv', 5)).toBe('row     3 (line 5)')
  expect(nameOf({ row: 3, line: 3 }, 'json-lines')).toBe('line 3')
})

test('what there is none of is not counted', () => {
  expect(renderCounts(counts)).toBe('1 enrolled, 2 already enrolled, 3 cancelled')
  expect(renderSummary({ counts, reasons: {}, before: 0 })).toBe('1 enrolled, 2 already enrolled, 3 cancelled')
  expect(renderSummary({ counts, reasons: {}, before: 2 })).toMatch(/\n2 of them started by an earlier run$/)
})

test('the summary counts the reasons, the most frequent first', () => {
  const reasons = { 'there is no such course': 1, 'the course is not paid yet': 2 }
  expect(renderSummary({ counts, reasons, before: 0 })).toMatch(
    /\n\nCancelled because\n {8}2 {2}the course is not paid yet\n {8}1 {2}there is no such course$/,
  )
})

test('progress has the rate and the time left, as soon as they are known', () => {
  const progress = { done: 6, total: 36, counts, reasons: {}, before: 0 }
  expect(renderProgress({ ...progress, perSecond: 0, remainingMs: undefined })).toBe(
    '6 of 36 rows: 1 enrolled, 2 already enrolled, 3 cancelled',
  )
  expect(renderProgress({ ...progress, perSecond: 2.5, remainingMs: 12_000 })).toMatch(
    /^6 of 36 rows, 2\.5 a second, 12 s left: /,
  )
})

test.each([
  [1, '1 s'],
  [119_000, '119 s'],
  [121_000, '3 min'],
  [7_200_000, '2 h'],
])('%i ms are %s', (ms, text) => {
  expect(renderDuration(ms)).toBe(text)
})

test('a prediction has counts, time and cost within 80 columns', () => {
  const text = renderPrediction(
    { counts, durationMs: 34_000, costUsd: 1.234, limitedBy: 'the quota StartExecution: 300 a second in us-east-1' },
    6,
  )
  expect(text.split('\n')).toEqual([
    'If the batch ran now (nothing was started, nothing was written):',
    '',
    '        1  enrolled',
    '        2  already enrolled',
    '        3  cancelled',
    '        6  rows',
    '',
    'Time  about 34 s, bounded by the quota StartExecution: 300 a second in us-east-1',
    'Cost  about $1.23 on AWS, for the state transitions',
  ])
})
