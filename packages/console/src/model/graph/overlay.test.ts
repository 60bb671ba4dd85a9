import { stepsOf } from 'history'
import { caughtTransaction, enrolled, failedInOneBranch } from 'history/fixtures'
import { expect, test } from 'vitest'
import { overlayOf } from './overlay.ts'

test('shows on the definition which way an execution went', () => {
  const { states, taken } = overlayOf(stepsOf(enrolled()))
  expect(states.get('LookUpEmail')?.status).toBe('succeeded')
  expect(states.has('Cancelled')).toBe(false)
  expect(taken).toContain('Decision→EnrollStudent')
  expect(taken).not.toContain('Decision→Cancelled')
})

test('shows which state failed, which was aborted, and where a failure was caught', () => {
  const failed = overlayOf(stepsOf(failedInOneBranch())).states
  expect([failed.get('LookUpEmail')?.status, failed.get('LookUpPaymentInfo')?.status]).toEqual(['failed', 'aborted'])
  const caught = overlayOf(stepsOf(caughtTransaction()))
  expect(caught.states.get('EnrollStudent')?.status).toBe('caught')
  expect(caught.taken).toContain('EnrollStudent→ReadOutcome')
})
