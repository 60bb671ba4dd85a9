import { expect, test } from 'vitest'
import { type BatchResult, renderBatchResult, renderBatchSummary } from './render-batch.ts'

const enrolled: BatchResult = { line: 1, status: 'ENROLLED' }
const again: BatchResult = { line: 2, status: 'ENROLLED', alreadyEnrolled: true }

test('a duplicate is shown as already enrolled', () => {
  expect(renderBatchResult(again)).toBe('line     2  ENROLLED   already enrolled')
})

test('the summary counts duplicates separately from those that took a seat', () => {
  expect(renderBatchSummary([enrolled, again, again])).toBe(
    '1 enrolled, 2 already enrolled, 0 cancelled, 0 failed, 0 refused',
  )
  expect(renderBatchSummary([enrolled])).toBe('1 enrolled, 0 cancelled, 0 failed, 0 refused')
})
