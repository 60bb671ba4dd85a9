import { expect, test } from 'vitest'
import { contextOf, play } from '../../conformance/play.ts'
import { parseDefinition } from '../definition/parse.ts'
import type { HistoryEvent, Turn } from '../execution.ts'
import { type Evaluator, evaluateDetached } from '../jsonata/detached.ts'
import { createExecution } from './interpret.ts'
import { NotRedrivable } from './redrive.ts'
import { ReplayDiverged, resumeExecution } from './resume.ts'

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:echo'
const context = contextOf({ input: '{}' })

function wait(seconds: number) {
  const states = {
    W: { Type: 'Wait', Seconds: seconds, Next: 'T' },
    T: { Type: 'Task', Resource: FUNCTION, End: true },
  }
  return parseDefinition(JSON.stringify({ StartAt: 'W', States: states }), 'STANDARD')
}

test('a timer keeps the time at which it was due', async () => {
  const { events } = await createExecution(wait(60), context).apply({ type: 'start' }, 1000)
  const {
    rest: { commands },
  } = await resumeExecution(wait(60), context, events, 50_000)
  expect(commands).toEqual([{ type: 'setTimer', timer: 'wait-2', dueMs: 61_000 }])
})

test('a task that has not ended is asked for again, one that has is not', async () => {
  const execution = createExecution(wait(0), context)
  const start = await execution.apply({ type: 'start' }, 1000)
  const runTask = { type: 'runTask', task: 5, resource: FUNCTION, input: '{}' }
  expect((await resumeExecution(wait(0), context, start.events, 2000)).rest.commands).toEqual([runTask])
  const end = await execution.apply({ type: 'taskSucceeded', task: 5, output: '1' }, 3000)
  expect((await resumeExecution(wait(0), context, [...start.events, ...end.events], 4000)).rest.commands).toEqual([])
})

test('a signal that comes too late does nothing', async () => {
  const execution = createExecution(wait(0), context)
  await execution.apply({ type: 'start' }, 1000)
  await execution.apply({ type: 'taskSucceeded', task: 5, output: '1' }, 2000)
  for (const type of ['taskSucceeded', 'taskSubmitted'] as const) {
    expect(await execution.apply({ type, task: 5, output: '2' }, 3000)).toEqual({ events: [], commands: [] })
  }
  expect(await execution.apply({ type: 'timer', timer: 'wait-2' }, 3000)).toEqual({ events: [], commands: [] })
  expect(await execution.apply({ type: 'stop' }, 3000)).toEqual({ events: [], commands: [] })
})

test('a history of another definition is not replayed', async () => {
  const { events } = await createExecution(wait(0), context).apply({ type: 'start' }, 1000)
  const other = parseDefinition('{"StartAt":"W","States":{"W":{"Type":"Succeed"}}}', 'STANDARD')
  await expect(resumeExecution(other, context, events, 2000)).rejects.toThrow(ReplayDiverged)
  const gap = events.filter(({ id }) => id !== 3)
  await expect(resumeExecution(wait(0), context, gap, 2000)).rejects.toThrow(ReplayDiverged)
})

test('only what ended without success is redriven', async () => {
  const execution = createExecution(wait(0), context)
  await execution.apply({ type: 'start' }, 1000)
  await expect(execution.apply({ type: 'redrive' }, 2000)).rejects.toThrow(NotRedrivable)
  await execution.apply({ type: 'taskSucceeded', task: 5, output: '1' }, 3000)
  await expect(execution.apply({ type: 'redrive' }, 4000)).rejects.toThrow(NotRedrivable)
})

test('the 25,000th event ends an execution that never would', async () => {
  const loop = {
    A: { Type: 'Pass', Next: 'B' },
    B: { Type: 'Choice', QueryLanguage: 'JSONata', Choices: [{ Condition: true, Next: 'A' }], Default: 'E' },
    E: { Type: 'Succeed' },
  }
  const program = parseDefinition(JSON.stringify({ StartAt: 'A', States: loop }), 'STANDARD')
  const { events } = await play(program, context, {})
  const cause = 'The execution reached the maximum number of history events (25000).'
  expect(events.at(-1)).toMatchObject({
    id: 25_000,
    previousEventId: 24_999,
    type: 'ExecutionFailed',
    executionFailedEventDetails: { error: 'States.Runtime', cause },
  })
  await expect(resumeExecution(program, context, events, 0)).resolves.toMatchObject({ rest: { commands: [] } })
})

test('a turn that was cut by a long evaluation goes on with it', async () => {
  const text = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'P',
    States: { P: { Type: 'Pass', Output: '{% $map([1], function($n) { $n + $random() }) %}', End: true } },
  })
  const program = parseDefinition(text, 'STANDARD')
  const whole = await createExecution(program, context).apply({ type: 'start' }, 1000)
  const evaluator: Evaluator = async (evaluation, isLong) => {
    isLong()
    return evaluateDetached(evaluation)
  }
  const flushed: HistoryEvent[] = []
  const flush = async ({ events }: Turn) => {
    flushed.push(...events)
  }
  const rest = await createExecution(program, context, evaluator).apply({ type: 'start' }, 1000, flush)
  expect(flushed.map(({ type }) => type)).toEqual(['ExecutionStarted', 'PassStateEntered'])
  expect([...flushed, ...rest.events]).toEqual(whole.events)
  const resumed = await resumeExecution(program, context, flushed, 2000, evaluator)
  expect(resumed.rest).toEqual(rest)
  const again = await resumeExecution(program, context, whole.events, 3000, evaluator)
  expect(again.rest).toEqual({ events: [], commands: [] })
})

test('an evaluation that takes long is given up for a stop, and begins anew with a redrive', async () => {
  const text = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'P',
    States: { P: { Type: 'Pass', Output: '{% $map([1], function($n) { $random() }) %}', End: true } },
  })
  const program = parseDefinition(text, 'STANDARD')
  const execution = createExecution(program, context, () => new Promise(() => undefined))
  const turn = execution.apply({ type: 'start' }, 1000)
  await new Promise((resolve) => setTimeout(resolve))
  expect(execution.interrupt()).toBe(true)
  const { events } = await turn
  const stopped = await execution.apply({ type: 'stop' }, 2000)
  expect(execution.interrupt()).toBe(false)
  const history = [...events, ...stopped.events]
  expect(history.map(({ type }) => type)).toEqual(['ExecutionStarted', 'PassStateEntered', 'ExecutionAborted'])
  const evaluated: string[] = []
  const evaluator: Evaluator = async (evaluation) => {
    evaluated.push(evaluation.source)
    return evaluateDetached(evaluation)
  }
  const resumed = await resumeExecution(program, context, history, 3000, evaluator)
  expect(evaluated).toEqual([])
  const redriven = await resumed.execution.apply({ type: 'redrive' }, 4000)
  expect(redriven.commands).toMatchObject([{ type: 'end', status: 'SUCCEEDED' }])
  const again = await resumeExecution(program, context, [...history, ...redriven.events], 5000, evaluator)
  expect(again.rest).toEqual({ events: [], commands: [] })
})
