import { expect, test } from 'vitest'
import { caughtTransaction, enrolled, failedInOneBranch } from '../fixtures/histories.ts'
import { enrollmentMachine } from '../fixtures/machines.ts'
import { stepsOf } from '../steps/steps-of.ts'
import { diagramOf, END_ID, START_ID } from './diagram.ts'
import { type Box, layoutOf, pathOf } from './layout.ts'
import { branchIndexOf, parseMachine, statesOf } from './machine.ts'
import { overlayOf } from './overlay.ts'

const diagram = diagramOf(enrollmentMachine)

test('finds every state, those in branches too', () => {
  expect([...statesOf(enrollmentMachine).keys()]).toContain('LookUpEmail')
})

test('tells which branch begins with a state', () => {
  expect(branchIndexOf(enrollmentMachine)('CheckDetails', 'LookUpPaymentInfo')).toBe(2)
  expect(branchIndexOf(enrollmentMachine)('CheckDetails', 'Decision')).toBeUndefined()
})

test('refuses a text that is no definition', () => {
  expect(() => parseMachine('{"States":{}}')).toThrow('StartAt')
})

test('draws every way out of a state, and says what leads there', () => {
  const ways = diagram.edges.map(({ from, to, kind, label }) => [from, to, kind, label])
  expect(ways).toContainEqual([START_ID, 'CheckDetails', 'next', ''])
  expect(ways).toContainEqual(['Decision', 'EnrollStudent', 'choice', '$decision.enroll'])
  expect(ways).toContainEqual(['Decision', 'Cancelled', 'choice', 'otherwise'])
  expect(ways).toContainEqual(['EnrollStudent', 'ReadOutcome', 'catch', 'DynamoDb.TransactionCanceledException'])
  expect(ways).toContainEqual(['Enrolled', END_ID, 'next', ''])
})

test('draws two ways to the same state as one', () => {
  const machine = {
    StartAt: 'Which',
    States: {
      Which: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'Done' }], Default: 'Done' },
      Done: { Type: 'Succeed' },
    },
  }
  const ways = diagramOf(machine).edges.filter(({ from }) => from === 'Which')
  expect(ways.map(({ label }) => label)).toEqual(['$.n NumericEquals 1 or otherwise'])
})

test('stands branches side by side inside the frame of their Parallel, and nothing on top of another', () => {
  const { nodes, lanes } = layoutOf(diagram)
  const at = (id: string) => boxOf(nodes.find(({ node }) => node.id === id))
  const frame = at('CheckDetails')
  const checks = ['LookUpName', 'LookUpEmail', 'LookUpPaymentInfo'].map(at)
  for (const box of checks) expect(contains(frame, box)).toBe(true)
  expect(checks.map(({ x }) => x)).toEqual(checks.map(({ x }) => x).toSorted((a, b) => a - b))
  expect(new Set(checks.map(({ y }) => y)).size).toBe(1)
  expect(lanes).toHaveLength(3)
  const flat = nodes.filter(({ depth }) => depth === 0)
  for (const one of flat) for (const other of flat) if (one !== other) expect(overlap(one, other)).toBe(false)
})

test('runs top-down', () => {
  const { nodes } = layoutOf(diagram)
  const y = (id: string) => boxOf(nodes.find(({ node }) => node.id === id)).y
  expect(y(START_ID)).toBeLessThan(y('CheckDetails'))
  expect(y('CheckDetails')).toBeLessThan(y('ValidateDetails'))
  expect(y('Decision')).toBeLessThan(y('EnrollStudent'))
})

test('begins and ends a line where its edge does', () => {
  const path = pathOf([
    { x: 0, y: 0 },
    { x: 10, y: 5 },
    { x: 10, y: 20 },
  ])
  expect(path.startsWith('M 0.0 0.0')).toBe(true)
  expect(path.endsWith('10.0 20.0')).toBe(true)
})

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

function boxOf(box: Box | undefined): Box {
  if (box === undefined) throw new Error('It has no place.')
  return box
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}
