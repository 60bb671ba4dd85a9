import {
  type Command,
  createExecution,
  type Execution,
  type ExecutionContext,
  type HistoryEvent,
  InvalidDefinition,
  type Program,
  parseDefinition,
  type Signal,
  type Turn,
} from '../src/index.ts'
import { answersOf, type Lambdas } from './lambdas.ts'

/** A definition with its input, and what the world around it does. */
export interface Case {
  definition: string
  input?: string
  name?: string | null
  stateMachineName?: string
  express?: boolean
  lambdas?: Lambdas
  /** What else happens, and when: `atSeconds` after the start. */
  signals?: { atSeconds: number; signal: Signal }[]
}

export interface Played {
  status: string
  output?: string | undefined
  error?: string | undefined
  cause?: string | undefined
  events: HistoryEvent[]
  turns: PlayedTurn[]
}

export interface PlayedTurn extends Turn {
  atMs: number
  signal: Signal
}

export async function playCase(test: Case): Promise<Played | { refused: string }> {
  try {
    const program = parseDefinition(test.definition, test.express === true ? 'EXPRESS' : 'STANDARD')
    return await play(program, contextOf(test), test)
  } catch (error) {
    if (error instanceof InvalidDefinition) return { refused: error.message }
    throw error
  }
}

const REGION = 'us-east-1'
const ACCOUNT = '111111111111'

export function contextOf(test: Pick<Case, 'input' | 'name' | 'stateMachineName'>): ExecutionContext {
  const executionName = test.name ?? 'execution'
  const stateMachineName = test.stateMachineName ?? 'machine'
  return {
    executionArn: `arn:aws:states:${REGION}:${ACCOUNT}:execution:${stateMachineName}:${executionName}`,
    executionName,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/conformance`,
    stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${stateMachineName}`,
    stateMachineName,
    region: REGION,
    input: test.input ?? '{}',
    startTimeMs: Date.parse('2026-01-01T00:00:00Z'),
    seed: 'conformance',
  }
}

/** Plays an execution to its end on a clock of its own: waits and retries take no time. */
export async function play(
  program: Program,
  context: ExecutionContext,
  world: Pick<Case, 'lambdas' | 'signals'>,
  execution: Execution = createExecution(program, context),
): Promise<Played> {
  const agenda = new Agenda(context.startTimeMs)
  agenda.add(0, { type: 'start' })
  for (const { atSeconds, signal } of world.signals ?? []) agenda.add(atSeconds * 1000, signal)
  const calls = new Map<string, number>()
  const played: Played = { status: 'RUNNING', events: [], turns: [] }
  for (let next = agenda.next(); next !== undefined; next = agenda.next()) {
    const turn = await execution.apply(next.signal, next.atMs)
    played.turns.push({ ...next, ...turn })
    played.events.push(...turn.events)
    for (const command of turn.commands) carryOut(command)
  }
  return played

  function carryOut(command: Command): void {
    if (command.type === 'setTimer') agenda.set(command.timer, command.dueMs)
    if (command.type === 'clearTimer')
      agenda.drop(({ signal }) => signal.type === 'timer' && signal.timer === command.timer)
    if (command.type === 'cancelTask') agenda.drop(({ signal }) => 'task' in signal && signal.task === command.task)
    if (command.type === 'runTask') {
      for (const { afterMs, signal } of answersOf(command, world.lambdas ?? {}, calls)) agenda.add(afterMs, signal)
    }
    if (command.type === 'end')
      Object.assign(played, { output: undefined, error: undefined, cause: undefined }, command)
  }
}

/** What is to come, in the order of its time and else as it was asked for. */
class Agenda {
  #nowMs: number
  #open: { atMs: number; signal: Signal }[] = []

  constructor(nowMs: number) {
    this.#nowMs = nowMs
  }

  add(afterMs: number, signal: Signal): void {
    this.#insert({ atMs: this.#nowMs + afterMs, signal })
  }

  set(timer: string, dueMs: number): void {
    this.drop(({ signal }) => signal.type === 'timer' && signal.timer === timer)
    this.#insert({ atMs: dueMs, signal: { type: 'timer', timer } })
  }

  drop(which: (entry: { signal: Signal }) => boolean): void {
    this.#open = this.#open.filter((entry) => !which(entry))
  }

  next(): { atMs: number; signal: Signal } | undefined {
    const next = this.#open.shift()
    if (next !== undefined) this.#nowMs = Math.max(this.#nowMs, next.atMs)
    return next
  }

  #insert(entry: { atMs: number; signal: Signal }): void {
    const index = this.#open.findIndex(({ atMs }) => atMs > entry.atMs)
    this.#open.splice(index < 0 ? this.#open.length : index, 0, entry)
  }
}
