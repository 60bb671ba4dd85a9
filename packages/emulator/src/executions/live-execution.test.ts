import type { Command, Execution, Signal, Turn } from 'asl'
import { expect, test } from 'vitest'
import type { TaskOutcome } from '../service.ts'
import { live } from './live-execution.ts'
import { createTimers, systemClock } from './timers.ts'

/** A scripted execution: the commands of each turn are given in advance. Every turn has one event. */
function scripted(...turns: Command[][]) {
  const signals: Signal[] = []
  const execution: Execution = {
    async apply(signal): Promise<Turn> {
      signals.push(signal)
      const id = signals.length
      const events = [{ id, previousEventId: id - 1, type: 'Some', timestamp: 0 }]
      return { events, commands: turns[id - 1] ?? [] }
    },
    interrupt: () => false,
  }
  return { execution, signals }
}

/** The world around an execution, and what happened in it, in order. */
function surroundings() {
  const happened: string[] = []
  const outcomes = new Map<number, (outcome: TaskOutcome) => void>()
  const persisted: (() => void)[] = []
  return {
    happened,
    outcomes,
    /** Lets the oldest write that waits reach the disk. */
    async write() {
      persisted.shift()?.()
      await settled()
    },
    around: {
      now: () => 0,
      timers: createTimers(systemClock),
      persist: (turn: Turn) => {
        happened.push(`write ${turn.events[0]?.id}`)
        return new Promise<void>((resolve) => persisted.push(resolve))
      },
      runTask: ({ task }: { task: number }) => {
        happened.push(`run ${task}`)
        return new Promise<TaskOutcome>((resolve) => outcomes.set(task, resolve))
      },
      onEnd: () => happened.push('end'),
      onFault: (error: unknown) => happened.push(`fault ${error}`),
    },
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))
const run = (task: number): Command => ({ type: 'runTask', task, resource: 'r', input: '{}' })

test('carries out nothing and acknowledges nothing before the turn is durable', async () => {
  const world = surroundings()
  const { execution } = scripted([run(1)])
  let acknowledged = false
  live(execution, world.around)
    .signal({ type: 'start' })
    .then(() => {
      acknowledged = true
    })
  await settled()
  expect(world.happened).toEqual(['write 1'])
  expect(acknowledged).toBe(false)
  await world.write()
  expect(world.happened).toEqual(['write 1', 'run 1'])
  expect(acknowledged).toBe(true)
})

test('takes signals one after the other', async () => {
  const world = surroundings()
  const { execution, signals } = scripted()
  const { signal } = live(execution, world.around)
  for (const type of ['start', 'stop'] as const) signal({ type })
  await settled()
  expect(signals).toEqual([{ type: 'start' }])
  await world.write()
  expect(signals).toEqual([{ type: 'start' }, { type: 'stop' }])
})

test('the outcome of a task becomes its signal, and that of a cancelled one nothing', async () => {
  const world = surroundings()
  const { execution, signals } = scripted([run(1), run(2), run(3)], [{ type: 'cancelTask', task: 3 }])
  live(execution, world.around).signal({ type: 'start' })
  await settled()
  await world.write()
  world.outcomes.get(1)?.({ output: '1' })
  await settled()
  await world.write()
  world.outcomes.get(3)?.({ output: '3' })
  world.outcomes.get(2)?.({ error: 'E', cause: 'C' })
  await settled()
  expect(signals.slice(1)).toEqual([
    { type: 'taskSucceeded', task: 1, output: '1' },
    { type: 'taskFailed', task: 2, error: 'E', cause: 'C' },
  ])
})

test('a cancelled task learns of it, and what comes of that is no fault', async () => {
  const world = surroundings()
  const { execution } = scripted([run(1), run(2)], [{ type: 'cancelTask', task: 2 }])
  const runTask = ({ task }: { task: number }, signal: AbortSignal) =>
    new Promise<TaskOutcome>((resolve, reject) => {
      if (task === 1) resolve({ output: '1' })
      else signal.addEventListener('abort', () => reject(signal.reason))
    })
  live(execution, { ...world.around, runTask }).signal({ type: 'start' })
  await settled()
  await world.write()
  await world.write()
  expect(world.happened.filter((what) => what.startsWith('fault'))).toEqual([])
})

test('a task with a token is submitted by the answer to its call', async () => {
  const world = surroundings()
  const { execution, signals } = scripted([{ ...run(1), taskToken: 't' } as Command])
  live(execution, world.around).signal({ type: 'start' })
  await settled()
  await world.write()
  world.outcomes.get(1)?.({ output: '1' })
  await settled()
  expect(signals[1]).toEqual({ type: 'taskSubmitted', task: 1, output: '1' })
})

test('a released execution takes no signal, rings no timer and hears of no task', async () => {
  const world = surroundings()
  const { execution, signals } = scripted([run(1), { type: 'setTimer', timer: 't', dueMs: 0 }])
  const { signal, release } = live(execution, world.around)
  signal({ type: 'start' })
  await settled()
  await world.write()
  release()
  world.outcomes.get(1)?.({ output: '1' })
  expect(await signal({ type: 'stop' })).toEqual({ events: [], commands: [] })
  await settled()
  expect(signals).toEqual([{ type: 'start' }])
})

test('a task that fails after the release is no fault', async () => {
  const world = surroundings()
  const { execution } = scripted([run(1)])
  let fail: (reason: Error) => void = () => undefined
  const runTask = () => new Promise<TaskOutcome>((_, reject) => (fail = reject))
  const { signal, release } = live(execution, { ...world.around, runTask })
  signal({ type: 'start' })
  await settled()
  await world.write()
  release()
  fail(new Error('the storage is closed'))
  await settled()
  expect(world.happened).toEqual(['write 1'])
})

test('after the end nothing is waited for any more', async () => {
  const world = surroundings()
  const end: Command = { type: 'end', status: 'ABORTED' }
  const { execution, signals } = scripted([run(1)], [end])
  const { signal } = live(execution, world.around)
  signal({ type: 'start' })
  await settled()
  await world.write()
  signal({ type: 'stop' })
  await settled()
  await world.write()
  world.outcomes.get(1)?.({ output: 'late' })
  await settled()
  expect(world.happened.at(-1)).toBe('end')
  expect(signals).toHaveLength(2)
})
