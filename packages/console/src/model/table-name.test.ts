import { expect, test } from 'vitest'
import { enrollmentMachine } from './fixtures/machines.ts'
import { tableNameIn } from './table-name.ts'

test('finds the table that the definition writes to', () => {
  expect(tableNameIn(enrollmentMachine)).toBe('course-enrollment')
})

test('knows no table where the definition has none, or computes its name', () => {
  const task = (Arguments: unknown) => ({ StartAt: 'A', States: { A: { Type: 'Task', Arguments } } })
  expect(tableNameIn(task(undefined))).toBeUndefined()
  expect(tableNameIn(task({ TableName: '{% $table %}' }))).toBeUndefined()
})
