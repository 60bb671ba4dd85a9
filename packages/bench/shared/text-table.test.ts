import { expect, test } from 'vitest'
import { digits, textTable } from './text-table.ts'

test('a table has the figures of each row below their columns, and none where there is none', () => {
  const rows = [
    { measure: 'per second', ours: 343.21, ratio: 0.18349 },
    { measure: 'start-up', ours: 7 },
  ]
  expect(textTable({ title: 'Loads', columns: ['ours', 'ratio'], rows, note: 'Medians.' })).toBe(
    ['Loads', '            ours  ratio', 'per second   343  0.183', 'start-up       7', 'Medians.'].join('\n'),
  )
})

test('no line is wider than a terminal, whatever is measured', () => {
  const measure = 'payment-received, RECEIVED, an execution woken, and one more word, 1 enrollments found'
  const text = textTable({ title: measure.repeat(2), columns: ['transitions'], rows: [{ measure, transitions: 14 }] })
  expect(text).toMatch(/^ {2}1 enrollments found +14$/m)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('a count is printed as it is, anything else with three significant digits', () => {
  expect([36193, 0.0012345, 12.345, 1234.5, undefined].map(digits)).toEqual(['36193', '0.00123', '12.3', '1235', ''])
})
