import { expect, test } from 'vitest'
import { type BatchResult, renderBatchResult, renderBatchSummary } from './render-batch.ts'

const enrolled: BatchResult = { line: 1, status: 'ENROLLED' }
const again: BatchResult = { line: 2, status: 'ENROLLED', alreadyEnrolled: true }

test('a duplicate is shown as already enrolled', () => {
  expect(renderBatchResult(again)).toBe('line     2  ENROLLED   already enrolled')
})

test('a request of a spreadsheet is shown by its row, and by its line where a cell above has several', () => {
  expect(renderBatchResult({ row: 2, line: 2, status: 'ENROLLED' })).toBe('row     2  ENROLLED')
  expect(renderBatchResult({ row: 3, line: 5, status: 'DUPLICATE', error: 'same as row 2' })).toBe(
    'row     3 (line 5)  DUPLICATE  same as row 2',
  )
})

test('the summary counts duplicates separately from those that took a seat', () => {
  expect(renderBatchSummary([enrolled, again, again])).toBe(
    '1 enrolled, 2 already enrolled, 0 cancelled, 0 failed, 0 refused',
  )
  expect(renderBatchSummary([enrolled])).toBe('1 enrolled, 0 cancelled, 0 failed, 0 refused')
})

test('copies of a row are counted where there are any', () => {
  expect(renderBatchSummary([enrolled, { line: 2, status: 'DUPLICATE' }])).toBe(
    '1 enrolled, 0 cancelled, 0 failed, 0 refused, 1 duplicate',
  )
})
