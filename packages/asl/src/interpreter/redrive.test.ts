import { expect, test } from 'vitest'
import { contextOf, play } from '../../conformance/play.ts'
import { parseDefinition } from '../definition/parse.ts'

const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }
/** Fails whenever its iterations start, which a redrive lets them do at once. */
const FAILING = { Type: 'Map', Items: [1], ItemSelector: '{% $error("no") %}', ItemProcessor: PASS, End: true }

/** The events of a redrive of a state that failed. */
async function redriven(state: object): Promise<string[]> {
  const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'S', States: { S: state } })
  const redrive = { atSeconds: 100, signal: { type: 'redrive' as const } }
  const context = contextOf({ input: '{}' })
  const { events } = await play(parseDefinition(text, 'STANDARD'), context, { signals: [redrive] })
  const types = events.map(({ type }) => type)
  return types.slice(types.indexOf('ExecutionRedriven') + 1)
}

test('a redriven Map does not end before all of its iterations were tried again', async () => {
  const processor = { StartAt: 'F', States: { F: FAILING } }
  const map = { Type: 'Map', Items: [1, 2, 3], ToleratedFailureCount: 1, ItemProcessor: processor, End: true }
  const failed = ['EvaluationFailed', 'MapStateFailed']
  expect(await redriven(map)).toEqual([
    ...[...failed, 'MapIterationFailed'],
    ...[...failed, 'MapIterationAborted', 'MapStateAborted', 'MapIterationFailed'],
    ...['MapStateFailed', 'ExecutionFailed'],
  ])
})

test('a redriven Parallel that fails again at once is retried, and nothing of the failed attempt goes on', async () => {
  const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } }
  const Retry = [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }]
  const Branches = [{ StartAt: 'F', States: { F: FAILING } }, wait]
  const failed = ['EvaluationFailed', 'MapStateFailed', 'WaitStateAborted']
  expect(await redriven({ Type: 'Parallel', Branches, Retry, End: true })).toEqual([
    ...failed,
    ...['ParallelStateStarted', 'MapStateEntered', 'WaitStateEntered', 'MapStateStarted', ...failed],
    ...['ParallelStateFailed', 'ExecutionFailed'],
  ])
})

test('a redriven Task that is stopped before it is scheduled again cancels nothing', async () => {
  const fails = { Type: 'Pass', Output: '{% $error("no") %}', End: true }
  const first = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, Next: 'F' }, F: fails } }
  const resource = 'arn:aws:lambda:us-east-1:111111111111:function:hangs'
  const second = { StartAt: 'T', States: { T: { Type: 'Task', Resource: resource, End: true } } }
  const states = { S: { Type: 'Parallel', Branches: [first, second], End: true } }
  const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'S', States: states })
  const lambdas = { hangs: { behaviour: { hang: true as const } } }
  const signals = [{ atSeconds: 100, signal: { type: 'redrive' as const } }]
  const { turns } = await play(parseDefinition(text, 'STANDARD'), contextOf({ input: '{}' }), { lambdas, signals })
  const cancelled = turns.map(({ commands }) => commands.filter(({ type }) => type === 'cancelTask').length)
  expect(cancelled).toEqual([0, 1, 0])
})
