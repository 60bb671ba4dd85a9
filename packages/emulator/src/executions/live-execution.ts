import type { Command, Execution, Signal, Turn } from 'asl'
import type { TaskOutcome } from '../service.ts'
import type { StartNote } from './execution-record.ts'
import type { Timers } from './timers.ts'

export type TaskCommand = Extract<Command, { type: 'runTask' }>
export type EndCommand = Extract<Command, { type: 'end' }>

/**
 * Does the work of one Task state of the execution with that start. It never rejects: what goes wrong is an outcome
 * with AWS's error name. Once `signal` is aborted nobody waits for the outcome: what has not begun need not begin.
 */
export type RunTask = (task: TaskCommand, start: StartNote, signal: AbortSignal) => Promise<TaskOutcome>

export interface Surroundings {
  now(): number
  timers: Timers
  runTask(task: TaskCommand, signal: AbortSignal): Promise<TaskOutcome>
  /** Resolves once the turn's events are durable. Nothing of a turn is carried out or visible to anyone before. */
  persist(turn: Turn): Promise<void>
  onEnd(end: EndCommand): void
  /** The turn could not be taken or kept: the execution stands still until the next start resumes it. */
  onFault(error: unknown): void
}

export interface LiveExecution {
  /**
   * Applies one signal after those before it. Resolves once the turn is durable and its commands are under way, or as
   * much of it as there is when an evaluation takes long.
   */
  signal(signal: Signal, nowMs?: number): Promise<Turn>
  /** Keeps and carries out what an earlier process left undone. */
  resume(rest: Turn): Promise<void>
  /** Lets go of timers and tasks, without an event: the next start takes up what was open. */
  release(): void
}

export function live(execution: Execution, around: Surroundings): LiveExecution {
  const timers = new Map<string, () => void>()
  /** Those whose outcome is waited for. */
  const tasks = new Map<number, AbortController>()
  let last: Promise<unknown> = Promise.resolve()
  let released = false
  /** Once an evaluation was given up for a stop, nothing but the stop has a meaning. */
  let interrupted = false

  async function take(signal: Signal, nowMs: number, flushed: (turn: Turn) => void): Promise<Turn> {
    if (interrupted && signal.type !== 'stop') return EMPTY_TURN
    let fault: unknown
    const turn = await execution.apply(signal, nowMs, async (part) => {
      await keep(part).then(
        () => flushed(part),
        (error) => {
          fault = error
        },
      )
    })
    // What could not be kept leaves a gap.
    if (fault !== undefined) throw fault
    if (released) return EMPTY_TURN
    await keep(turn)
    return turn
  }

  async function keep(turn: Turn): Promise<void> {
    // Released meanwhile: the next start does the same again.
    if (released) return
    if (turn.events.length > 0) await around.persist(turn)
    carryOut(turn.commands)
  }

  function signal(next: Signal, nowMs?: number): Promise<Turn> {
    if (next.type === 'stop' && execution.interrupt()) interrupted = true
    const first = Promise.withResolvers<Turn>()
    let isFlushed = false
    const flushed = (part: Turn) => {
      isFlushed = true
      first.resolve(part)
    }
    last = last
      .then(() => (released ? EMPTY_TURN : take(next, nowMs ?? around.now(), flushed)))
      .then(first.resolve, (error) => {
        if (isFlushed) around.onFault(error)
        first.reject(error)
      })
    return first.promise
  }

  /** For signals that nobody waits for. */
  function post(next: Signal): void {
    signal(next).catch(around.onFault)
  }

  function carryOut(commands: readonly Command[]): void {
    if (released) return
    for (const command of commands) {
      if (command.type === 'runTask') start(command)
      else if (command.type === 'cancelTask') cancel(command.task)
      else if (command.type === 'setTimer') setTimer(command.timer, command.dueMs)
      else if (command.type === 'clearTimer') clearTimer(command.timer)
      else {
        release()
        around.onEnd(command)
      }
    }
  }

  function start(command: TaskCommand): void {
    const { task, taskToken } = command
    const controller = new AbortController()
    tasks.set(task, controller)
    around.runTask(command, controller.signal).then(
      (outcome) => {
        // Cancelled meanwhile, or the process is closing: the answer comes too late.
        if (!tasks.delete(task)) return
        if ('error' in outcome) post({ type: 'taskFailed', task, ...outcome })
        else post({ type: taskToken === undefined ? 'taskSucceeded' : 'taskSubmitted', task, output: outcome.output })
      },
      (error) => {
        if (tasks.delete(task)) around.onFault(error)
      },
    )
  }

  function cancel(task: number): void {
    tasks.get(task)?.abort()
    tasks.delete(task)
  }

  function setTimer(timer: string, dueMs: number): void {
    clearTimer(timer)
    timers.set(
      timer,
      around.timers.set(dueMs, () => {
        timers.delete(timer)
        post({ type: 'timer', timer })
      }),
    )
  }

  function clearTimer(timer: string): void {
    timers.get(timer)?.()
    timers.delete(timer)
  }

  function release(): void {
    released = true
    for (const takeBack of timers.values()) takeBack()
    timers.clear()
    tasks.clear()
  }

  return { signal, resume: keep, release }
}

const EMPTY_TURN: Turn = { events: [], commands: [] }
