import { expect, test } from 'vitest'
import { enrollmentMachine } from '../fixtures/machines.ts'
import { diagramOf, END_ID, START_ID } from './diagram.ts'

const diagram = diagramOf(enrollmentMachine)

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
