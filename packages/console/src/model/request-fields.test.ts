import { expect, test } from 'vitest'
import { enrollmentMachine } from './fixtures/machines.ts'
import { ARTICLE_FIELDS, checkFunctionsIn, requestFieldsIn } from './request-fields.ts'

test('a form has a field for each result of a check that the definition names, and one for the course', () => {
  const Output = { checks: { Name: '{% $states.result[0] %}', Phone: '{% $states.result[1] %}' }, course: 'maths-1' }
  const machine = { StartAt: 'Start', States: { Start: { Type: 'Pass' }, CheckDetails: { Type: 'Parallel', Output } } }
  expect(requestFieldsIn(machine)).toEqual(['Name', 'Phone', 'Course'])
  const Assign = { checked: Output }
  const assigned = { StartAt: 'Start', States: { CheckDetails: { Type: 'Parallel', Assign } } }
  expect(requestFieldsIn(assigned)).toEqual(['Name', 'Phone', 'Course'])
})

test('has those of the article for a definition that does not say', () => {
  expect(requestFieldsIn(enrollmentMachine)).toEqual(ARTICLE_FIELDS)
})

test('knows the functions that check one field each', () => {
  const { CheckDetails } = enrollmentMachine.States
  const States = { ...enrollmentMachine.States, CheckDetails: { Type: '', ...CheckDetails, Output: { checks: {} } } }
  expect(checkFunctionsIn({ ...enrollmentMachine, States })).toEqual(['check-name', 'check-email', 'check-payment'])
  expect(checkFunctionsIn(undefined)).toEqual([])
})
