import type { Command, ExecutionContext, Flush, HistoryEvent, Turn } from '../execution.ts'
import { type Evaluator, evaluateElsewhere } from '../jsonata/detached.ts'
import type { Reading } from '../jsonata/expression.ts'
import type { EvaluationContext } from '../jsonata/functions.ts'
import type { Program } from '../program.ts'
import { SeededRandom } from '../random.ts'
import type { Frame } from './frame.ts'
import type { Step } from './step.ts'

/** AWS ends a Standard execution with its 25,000th event. */
export const MAX_EVENTS = 25_000

/** Thrown by `emit` when only the event that says so still fits. */
export class HistoryFull extends Error {
  override readonly name = 'HistoryFull'
  readonly previousEventId: number

  constructor(previousEventId: number) {
    super(`The execution reached the maximum number of history events (${MAX_EVENTS}).`)
    this.previousEventId = previousEventId
  }
}

/** An evaluation that somebody else does. */
interface Evaluating {
  isGivenUp: boolean
  flushed: Promise<void>
}

type TimerTarget =
  | { kind: 'machine' }
  | { kind: 'frame'; frame: Frame }
  | { kind: 'timeout' | 'heartbeat'; task: number }

/** Everything that changes while an execution runs, and the few ways in which it changes. */
export class Run implements EvaluationContext {
  readonly program: Program
  readonly context: ExecutionContext
  /** The frames that wait for a task, by the id of its Scheduled event. */
  readonly tasks = new Map<number, Frame>()
  readonly timers = new Map<string, { dueMs: number; target: TimerTarget }>()
  /** What is still to happen in this turn, in order. */
  readonly steps: Step[] = []
  root: Frame | undefined
  ended: Extract<Command, { type: 'end' }> | undefined
  nextId = 1
  nowMs = 0
  redriveCount = 0
  redriveMs: number | undefined
  /** `$states.context.Execution`, once it was asked for. */
  executionObject: object | undefined
  flush: Flush | undefined
  #interruption = Promise.withResolvers<void>()
  #evaluation: Evaluating | undefined
  readonly #random: SeededRandom
  #events: HistoryEvent[] = []
  #commands: Command[] = []

  readonly evaluateLong: EvaluationContext['evaluateLong']

  constructor(program: Program, context: ExecutionContext, evaluator?: Evaluator) {
    this.program = program
    this.context = context
    this.#random = new SeededRandom(context.seed)
    this.evaluateLong = evaluator && ((source, reading) => this.#evaluate(evaluator, source, reading))
  }

  random(): number {
    return this.#random.next()
  }

  uuid(): string {
    return this.#random.uuid()
  }

  /** Records an event of this turn and answers its id. Some types have no details object at all. */
  emit(type: string, previousEventId: number, details?: Record<string, unknown>): number {
    const standard = this.program.type === 'STANDARD'
    if (standard && this.nextId >= MAX_EVENTS && !type.startsWith('Execution')) throw new HistoryFull(previousEventId)
    const event: HistoryEvent = { id: this.nextId++, previousEventId, type, timestamp: this.nowMs }
    if (details !== undefined) event[detailsKey(type)] = details
    this.#events.push(event)
    return event.id
  }

  command(command: Command): void {
    this.#commands.push(command)
  }

  /** Lets a frame take its turn after all that waits already: so branches advance side by side. */
  enqueue(frame: Frame, action: Step['action']): void {
    frame.status = 'running'
    this.steps.push({ frame, action })
  }

  setTimer(timer: string, dueMs: number, target: TimerTarget): void {
    this.timers.set(timer, { dueMs, target })
    this.command({ type: 'setTimer', timer, dueMs })
  }

  clearTimer(timer: string): void {
    if (this.timers.delete(timer)) this.command({ type: 'clearTimer', timer })
  }

  clearTaskTimers(task: number): void {
    this.clearTimer(`timeout-${task}`)
    this.clearTimer(`heartbeat-${task}`)
  }

  cancelTask(task: number): void {
    this.tasks.delete(task)
    this.command({ type: 'cancelTask', task })
    this.clearTaskTimers(task)
  }

  end(end: Extract<Command, { type: 'end' }>): void {
    for (const task of this.tasks.keys()) this.command({ type: 'cancelTask', task })
    for (const timer of this.timers.keys()) this.command({ type: 'clearTimer', timer })
    this.tasks.clear()
    this.timers.clear()
    this.steps.length = 0
    this.ended = end
    this.command(end)
  }

  /** Lets somebody else evaluate. Until that is done, the turn may be interrupted, and then this goes no further. */
  async #evaluate(evaluator: Evaluator, source: string, reading: Reading): Promise<unknown> {
    const random = new SeededRandom(this.#random.seed, this.#random.draws)
    const evaluation: Evaluating = { isGivenUp: false, flushed: Promise.resolve() }
    this.#evaluation = evaluation
    const flush = () => {
      if (!evaluation.isGivenUp) evaluation.flushed = this.#flushTurn()
    }
    try {
      return await evaluateElsewhere(evaluator, source, reading, { nowMs: this.nowMs, random, flush })
    } finally {
      await evaluation.flushed
      if (evaluation.isGivenUp) await new Promise<never>(() => undefined)
      this.#evaluation = undefined
      this.#random.draws = random.draws
    }
  }

  interrupt(): boolean {
    const evaluation = this.#evaluation
    if (evaluation === undefined) return false
    evaluation.isGivenUp = true
    this.#evaluation = undefined
    evaluation.flushed.then(this.#interruption.resolve)
    return true
  }

  /** Resolves where the turn that begins is interrupted. */
  interrupted(): Promise<void> {
    this.#interruption = Promise.withResolvers()
    return this.#interruption.promise
  }

  async #flushTurn(): Promise<void> {
    if (this.flush !== undefined && this.#events.length > 0) await this.flush(this.takeTurn())
  }

  /** Hands over what the turn recorded and asked for. */
  takeTurn(): Turn {
    const turn: Turn = { events: this.#events, commands: this.#commands }
    this.#events = []
    this.#commands = []
    return turn
  }
}

const detailsKeys = new Map<string, `${string}EventDetails`>()

function detailsKey(type: string): `${string}EventDetails` {
  const known = detailsKeys.get(type)
  if (known !== undefined) return known
  const name = type.endsWith('StateEntered') ? 'stateEntered' : type.endsWith('StateExited') ? 'stateExited' : type
  const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}EventDetails` as const
  detailsKeys.set(type, key)
  return key
}
