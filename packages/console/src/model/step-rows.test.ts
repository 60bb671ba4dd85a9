import { stepsOf } from 'history'
import { failedIteration } from 'history/fixtures'
import { expect, test } from 'vitest'
import { stepRows, treeMove } from './step-rows.ts'

const { roots } = stepsOf(failedIteration())
const rows = stepRows(roots, new Set())

test('shows what is in a Map one level deeper, and collapses it', () => {
  expect(rows.map(({ step, level, group }) => [step.state, level, group])).toEqual([
    ['Each', 1, ''],
    ['Look', 2, 'Iteration 1'],
    ['Look', 2, 'Iteration 2'],
    ['Refuse', 2, 'Iteration 2'],
  ])
  expect(stepRows(roots, new Set([roots[0]?.id ?? 0])).map(({ step, expanded }) => [step.state, expanded])).toEqual([
    ['Each', false],
  ])
})

test('moves through the tree by keys', () => {
  expect(treeMove('ArrowDown', rows, 0)).toEqual({ to: 1 })
  expect(treeMove('ArrowUp', rows, 0)).toEqual({ to: 0 })
  expect(treeMove('ArrowLeft', rows, 3)).toEqual({ to: 0 })
  expect(treeMove('ArrowLeft', rows, 0)).toEqual({ fold: roots[0] })
  expect(treeMove('ArrowRight', rows, 0)).toEqual({ to: 1 })
  expect(treeMove('End', rows, 0)).toEqual({ to: 3 })
  expect(treeMove('x', rows, 0)).toBeUndefined()
})
