import { randomUUID } from 'node:crypto'
import {
  createExecution,
  type Evaluator,
  type Execution,
  type ExecutionContext,
  makeTaskToken,
  readTaskToken,
  resumeExecution,
  type Signal,
  type Turn,
} from 'asl'
import type { Catalogue } from './catalogue.ts'
import { contextOf, inputOf } from './execution-context.ts'
import { type ExecutionRecord, newRecord, type StartNote } from './execution-record.ts'
import { type ExpressResult, startExpress } from './express.ts'
import type { Histories } from './histories.ts'
import { isWaitedFor } from './is-waited-for.ts'
import { type LiveExecution, live, type RunTask } from './live-execution.ts'
import type { Revision, Revisions } from './revision.ts'
import { type Clock, createTimers } from './timers.ts'
import { turnNote } from './turn-note.ts'

export interface RunnerOptions {
  clock: Clock
  histories: Histories
  nextNumber: number
  catalogue: Catalogue
  revisions: Revisions
  /** Whether the state machine was deleted: what runs of it ends with its next transition. */
  isDeleted(stateMachineArn: string): boolean
  runTask: RunTask
  /** For expressions that may take long. */
  evaluate: Evaluator
  onClosed(record: ExecutionRecord): void
  /** Called with what should not happen: an execution that is blocked until the next start. */
  report(message: string): void
}

export interface StartPlan {
  arn: string
  name: string
  stateMachineArn: string
  stateMachineVersionArn?: string
  stateMachineAliasArn?: string
  traceHeader?: string
  startedBy?: string
  revision: Revision
  input: string
}

/** Runs the executions: nobody else starts, signals or ends them. */
export interface Runner {
  /** Resolves once the start is durable. */
  start(plan: StartPlan): Promise<ExecutionRecord>
  startExpress(plan: StartPlan): { startMs: number; result: Promise<ExpressResult> }
  /** Resolves once what came of it is durable. Undefined where the execution does not run. */
  signal(arn: string, signal: Signal): Promise<Turn | undefined>
  /** Resolves once it is durable, with its time. Undefined where the execution runs already. */
  redrive(record: ExecutionRecord, token: string | undefined): Promise<number | undefined>
  /** For the holder of a task's token. `late`: the task is not waited for any more; `unknown`: there never was such a token. */
  answerTask(token: string, signal: (task: number) => Signal): Promise<'taken' | 'late' | 'unknown'>
  /** The input of a running execution. */
  runningInput(arn: string): string | undefined
  /** Waits until the start of a running execution is durable. */
  started(arn: string): Promise<void>
  /** Takes every execution up that was running when the process ended. Returns how many. */
  resume(): Promise<number>
  /** Leaves running executions as they are on disk. */
  close(): Promise<void>
}

interface Running {
  live: LiveExecution
  context: ExecutionContext
  started: Promise<unknown>
}

export function createRunner(options: RunnerOptions): Runner {
  const { clock, histories, catalogue, revisions, runTask, evaluate } = options
  const timers = createTimers(clock)
  const running = new Map<string, Running>()
  const redriving = new Set<string>()
  let nextNumber = options.nextNumber
  let closed = false

  function run(
    record: ExecutionRecord,
    context: ExecutionContext,
    execution: Execution,
    redriveToken?: string,
  ): Running {
    let start: StartNote | undefined = record.lastEventId === 0 ? record.start : undefined
    const entry: Running = {
      context,
      started: Promise.resolve(),
      live: live(untilDeleted(execution, record), {
        now: clock.now,
        timers,
        runTask: (task, signal) => runTask(task, record.start, signal),
        persist(turn) {
          const note = turnNote(turn, start, redriveToken)
          start = undefined
          return histories.append(record, turn, note)
        },
        onEnd() {
          running.delete(record.arn)
          options.onClosed(record)
        },
        onFault: (error) => options.report(fault(record.arn, error)),
      }),
    }
    running.set(record.arn, entry)
    return entry
  }

  function untilDeleted(execution: Execution, { start }: ExecutionRecord): Execution {
    return {
      apply: (signal, nowMs, flush) => {
        const over = TRANSITIONS.has(signal.type) && options.isDeleted(start.stateMachineArn)
        return execution.apply(over ? { type: 'machineDeleted' } : signal, nowMs, flush)
      },
      interrupt: () => execution.interrupt(),
    }
  }

  /** Answers what goes on with what is outstanding. */
  async function takeUp(
    record: ExecutionRecord,
    redriveToken?: string,
  ): Promise<{ entry: Running; proceed(): Promise<void> }> {
    const revision = revisions.get(record.start.revision)
    if (revision === undefined) throw new Error('the definition that it started with is gone')
    const events = histories.read(record)
    const context = contextOf(record.start, revision, inputOf(events))
    const resumed = await resumeExecution(revisions.program(revision), context, events, clock.now(), evaluate)
    record.lastEventId = events.at(-1)?.id ?? 0
    const entry = run(record, context, resumed.execution, redriveToken)
    return { entry, proceed: () => entry.live.resume(resumed.rest) }
  }

  return {
    async start(plan) {
      // By a task that is still under way.
      if (closed) throw new Error('Nothing starts after the runner was closed.')
      const { revision, input, ...note } = plan
      const start: StartNote = { ...note, revision: revision.key, seed: randomUUID(), startMs: clock.now() }
      const context = contextOf(start, revision, input)
      const record = newRecord(nextNumber++, start)
      const entry = run(record, context, createExecution(revisions.program(revision), context, evaluate))
      catalogue.add(record)
      entry.started = entry.live.signal({ type: 'start' }, start.startMs)
      try {
        await entry.started
      } catch (error) {
        running.delete(record.arn)
        catalogue.remove(record)
        throw error
      }
      return record
    },

    startExpress: (plan) => startExpress(plan, { clock, timers, revisions, runTask, evaluate }),

    async signal(arn, signal) {
      return running.get(arn)?.live.signal(signal)
    },

    async redrive(record, token) {
      if (running.has(record.arn) || redriving.has(record.arn)) return undefined
      redriving.add(record.arn)
      try {
        const { entry, proceed } = await takeUp(record, token)
        await proceed()
        await entry.live.signal({ type: 'redrive' })
        return record.redriveMs
      } catch (error) {
        running.delete(record.arn)
        throw error
      } finally {
        redriving.delete(record.arn)
      }
    },

    async answerTask(token, signal) {
      const { executionArn = '', task = 0 } = readTaskToken(token) ?? {}
      const record = catalogue.get(executionArn)
      if (record === undefined) return 'unknown'
      const { context, live } = running.get(executionArn) ?? {}
      if (context === undefined || live === undefined) return 'late'
      if (makeTaskToken(context, task) !== token) return 'unknown'
      const turn = await live.signal(signal(task))
      // A heartbeat leaves no event, and nothing at all where the task asks for none.
      const taken = turn.events.length > 0 || turn.commands.length > 0 || isWaitedFor(task, histories.read(record))
      return taken ? 'taken' : 'late'
    },

    runningInput: (arn) => running.get(arn)?.context.input,

    async started(arn) {
      await running.get(arn)?.started
    },

    async resume() {
      const resumed: { record: ExecutionRecord; proceed(): Promise<void> }[] = []
      for (const record of catalogue.all()) {
        if (record.status !== 'RUNNING') continue
        try {
          resumed.push({ record, proceed: (await takeUp(record)).proceed })
        } catch (error) {
          options.report(fault(record.arn, error))
        }
      }
      // A task may signal another execution: none runs before all of them can be signalled.
      const proceeding = resumed.map(({ record, proceed }) =>
        proceed().catch((error) => options.report(fault(record.arn, error))),
      )
      await Promise.all(proceeding)
      return resumed.length
    },

    async close() {
      closed = true
      for (const { live } of running.values()) live.release()
      running.clear()
      timers.close()
      await histories.settled()
    },
  }
}

/** Signals that move an execution on. */
const TRANSITIONS: ReadonlySet<Signal['type']> = new Set(['taskSucceeded', 'taskFailed', 'timer'])

function fault(arn: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `${arn} stands still until the next start: ${reason}`
}
