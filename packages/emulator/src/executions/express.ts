import { randomUUID } from 'node:crypto'
import { createExecution, type Evaluator } from 'asl'
import { contextOf } from './execution-context.ts'
import { type EndCommand, live, type RunTask } from './live-execution.ts'
import type { Revisions } from './revision.ts'
import type { StartPlan } from './runner.ts'
import type { Clock, Timers } from './timers.ts'

export interface ExpressResult {
  startMs: number
  stopMs: number
  end: EndCommand
}

interface Surroundings {
  clock: Clock
  timers: Timers
  revisions: Revisions
  runTask: RunTask
  evaluate: Evaluator
}

/** Runs an execution in memory: no history, no name to find it by, gone with the process. */
export function startExpress(
  plan: StartPlan,
  around: Surroundings,
): { startMs: number; result: Promise<ExpressResult> } {
  const { clock, timers, runTask, revisions, evaluate } = around
  const { revision, input, ...note } = plan
  const startMs = clock.now()
  const start = { ...note, revision: revision.key, seed: randomUUID(), startMs }
  const context = contextOf(start, revision, input)
  const result = new Promise<ExpressResult>((resolve, reject) => {
    const execution = live(createExecution(revisions.program(revision), context, evaluate), {
      now: clock.now,
      timers,
      runTask: (task, signal) => runTask(task, start, signal),
      persist: () => Promise.resolve(),
      onEnd: (end) => resolve({ startMs, stopMs: clock.now(), end }),
      onFault: reject,
    })
    execution.signal({ type: 'start' }, startMs).catch(reject)
  })
  // Where nobody waits for the result, its failure must not end the process.
  result.catch(() => undefined)
  return { startMs, result }
}
