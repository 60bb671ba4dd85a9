import { expect, test } from 'vitest'
import { diagramOf, END_ID, START_ID } from './diagram.ts'
import { folded } from './fold.ts'

const machine = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Next: 'Decide' },
    Decide: { Type: 'Choice', Choices: [{ Next: 'Give' }], Default: 'Note' },
    Give: { Type: 'Task', Next: 'Yes' },
    Note: { Type: 'Task', Next: 'Tidy' },
    Tidy: { Type: 'Task', Next: 'Wait' },
    Wait: { Type: 'Wait', Next: 'No' },
    Yes: { Type: 'Succeed' },
    No: { Type: 'Succeed' },
  },
}

const namesOf = (reached: string[]) => folded(diagramOf(machine), new Set(reached)).nodes.map(({ id }) => id)

test('shows what was reached, what could have been instead, and how it could have ended', () => {
  expect(namesOf(['Ask', 'Decide', 'Give', 'Yes'])).toEqual([
    START_ID,
    'Ask',
    'Decide',
    'Give',
    'Note',
    'Yes',
    'No',
    END_ID,
  ])
})

test('leads over what is hidden by one edge', () => {
  const { edges } = folded(diagramOf(machine), new Set(['Ask', 'Decide', 'Give', 'Yes']))
  expect(edges.filter(({ kind }) => kind === 'folded')).toEqual([
    { id: 'Note→No', from: 'Note', to: 'No', kind: 'folded', label: '' },
  ])
  expect(edges.map(({ id }) => id)).toContain('Decide→Note')
  expect(edges.some(({ to }) => to === 'Tidy' || to === 'Wait')).toBe(false)
})

test('hides the ways out of a state that has many, all but those that were taken', () => {
  const ways = Object.fromEntries(Array.from({ length: 6 }, (_, way) => [`Way${way}`, { Type: 'Pass', Next: 'Yes' }]))
  const Choices = Object.keys(ways).map((Next) => ({ Next }))
  const wide = { StartAt: 'Many', States: { Many: { Type: 'Choice', Choices }, ...ways, Yes: { Type: 'Succeed' } } }
  const names = folded(diagramOf(wide), new Set(['Many', 'Way3', 'Yes'])).nodes.map(({ id }) => id)
  expect(names).toEqual([START_ID, 'Many', 'Way3', 'Yes', END_ID])
})
