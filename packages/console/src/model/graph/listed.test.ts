import { expect, test } from 'vitest'
import { enrollmentMachine } from '../fixtures/machines.ts'
import { diagramOf, END_ID } from './diagram.ts'
import { listedEdges } from './listed.ts'

const diagram = diagramOf(enrollmentMachine)
const listed = (into: number, outOf: number) => [...listedEdges(diagram, { into, outOf })].map(({ id }) => id).sort()

test('lists what leads back up, so that the lines of a loop end', () => {
  expect(listed(9, 9)).toEqual(['WaitForConflict→EnrollStudent'])
})

test('draws one line into a state that many edges lead to: the expected one', () => {
  const intoEnrolled = listed(1, 9).filter((id) => id.endsWith('→Enrolled'))
  expect(intoEnrolled).toEqual(['Outcome→Enrolled'])
})

test('lists all edges out of a state that has many, all but its Next', () => {
  expect(listed(9, 2)).toEqual([
    'Outcome→Cancelled',
    'Outcome→Enrolled',
    'Outcome→WaitForConflict',
    'WaitForConflict→EnrollStudent',
  ])
  expect(listed(9, 1)).toContain('EnrollStudent→ReadOutcome')
  expect(listed(9, 1)).not.toContain('EnrollStudent→Enrolled')
})

test('always draws what leads to the end', () => {
  expect(listed(1, 1).filter((id) => id.endsWith(END_ID))).toEqual([])
})
