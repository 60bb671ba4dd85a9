import { expect, test } from 'vitest'
import { contextOf, play } from '../../conformance/play.ts'
import { parseDefinition } from '../definition/parse.ts'

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:echo'

/** An execution of that many events if nothing stops it: four a round, eight around them, five more with a task. */
async function ofEvents(events: number) {
  const withTask = events % 4 !== 0
  const rounds = (events - 8 - (withTask ? 5 : 0)) / 4
  const States = {
    Start: { Type: 'Pass', Assign: { n: 0 }, Next: withTask ? 'Task' : 'Again' },
    ...(withTask ? { Task: { Type: 'Task', Resource: FUNCTION, Next: 'Again' } } : {}),
    Again: { Type: 'Choice', Choices: [{ Condition: `{% $n < ${rounds} %}`, Next: 'Add' }], Default: 'End' },
    Add: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Next: 'Again' },
    End: { Type: 'Succeed' },
  }
  const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Start', States })
  const lambdas = { echo: { behaviour: { echo: true } } } as const
  const played = await play(parseDefinition(text, 'STANDARD'), contextOf({ input: '{}' }), { lambdas })
  return { events: played.events.length, status: played.status, error: played.error }
}

test.each([24_997, 25_000])('a history of %i events is whole', async (events) => {
  expect(await ofEvents(events)).toEqual({ events, status: 'SUCCEEDED', error: undefined })
})

test('a history that needs 25,001 events fails with its 25,000th', async () => {
  expect(await ofEvents(25_001)).toEqual({ events: 25_000, status: 'FAILED', error: 'States.Runtime' })
})

test.each([
  [262_143, 'SUCCEEDED', undefined],
  [262_144, 'SUCCEEDED', undefined],
  [262_145, 'FAILED', 'States.DataLimitExceeded'],
] as const)('a result of %i bytes: %s', async (bytes, status, error) => {
  const text = JSON.stringify({ StartAt: 'T', States: { T: { Type: 'Task', Resource: FUNCTION, End: true } } })
  const result = `${'é'.repeat(1000)}${'e'.repeat(bytes - 2 - 2000)}`
  const lambdas = { echo: { behaviour: { return: result } } }
  const played = await play(parseDefinition(text, 'STANDARD'), contextOf({ input: '{}' }), { lambdas })
  expect([played.status, played.error]).toEqual([status, error])
})
