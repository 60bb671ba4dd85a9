import { expect, test } from 'vitest'
import { enrollmentMachine } from '../fixtures/machines.ts'
import { branchIndexOf, parseMachine, statesOf } from './machine.ts'

test('finds every state, those in branches too', () => {
  expect([...statesOf(enrollmentMachine).keys()]).toContain('LookUpEmail')
})

test('finds the branch that begins with a state', () => {
  expect(branchIndexOf(enrollmentMachine)('CheckDetails', 'LookUpPaymentInfo')).toBe(2)
  expect(branchIndexOf(enrollmentMachine)('CheckDetails', 'Decision')).toBeUndefined()
})

test('refuses a text that is not a definition', () => {
  expect(() => parseMachine('{"States":{}}')).toThrow('StartAt')
})
