import { expect, test } from 'vitest'
import type { DiagramEdge } from './diagram.ts'
import { listedLabel, shortLabel, sizeOf } from './size.ts'

const edge = (kind: DiagramEdge['kind'], label: string): DiagramEdge => ({ id: 'A→B', from: 'A', to: 'B', kind, label })

test.each([
  ['DynamoDb.TransactionCanceledException', 'TransactionCanceled'],
  ['States.Timeout or DynamoDb.ConditionalCheckFailedException', 'Timeout or Conditiona…'],
  ['java.lang.IllegalStateException', 'IllegalState'],
  ['java.lang.Exception', 'Exception'],
  ['RecordsIncomplete', 'RecordsIncomplete'],
])('tells errors apart by what is shown of %s', (error, label) => {
  expect(shortLabel(edge('catch', error))).toBe(label)
})

test('shows more of a condition in a list than at a line, and changes no word of it', () => {
  const condition = "$enrollment.status.S = 'AWAITING_PAYMENT' and $paid"
  expect(shortLabel(edge('choice', condition))).toBe('$enrollment.status.S …')
  expect(listedLabel(edge('choice', condition))).toBe("$enrollment.status.S = 'AWAITING_…")
})

test('makes room for the edges that a state lists', () => {
  const state = { id: 'A', kind: 'state', type: 'Choice', lanes: [] } as const
  const [without, one, two] = [[], [edge('next', '')], [edge('next', ''), edge('choice', '$x')]].map((listed) =>
    sizeOf(state, listed),
  )
  expect(one?.height).toBeGreaterThan(without?.height ?? 0)
  expect(two?.height).toBeGreaterThan(one?.height ?? 0)
})
