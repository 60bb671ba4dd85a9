import type { Exit, Outcome, StateContext } from './outcome.ts'

/** A checked definition, ready to run. Immutable: executions share it. */
export interface Program {
  readonly type: 'STANDARD' | 'EXPRESS'
  readonly timeoutSeconds?: number
  readonly graph: Graph
}

/** The states of the machine, of a branch or of an item processor. */
export interface Graph {
  readonly startAt: string
  readonly states: ReadonlyMap<string, StateNode>
}

/** One state. What it does once it is entered is its own; what follows from that is the interpreter's. */
export interface StateNode {
  readonly name: string
  /** AWS's name of the type, which begins the names of its events. */
  readonly type: string
  /** How it is left where its executor does not say otherwise. */
  readonly exit: Exit
  /** When AWS records `…StateAborted`: where the state is stopped, or where it fails in a branch or an iteration. */
  readonly aborted: readonly ('stopped' | 'failed')[]
  /** What Task, Parallel and Map do about a failure. */
  readonly recovery?: Recovery
  execute(context: StateContext): Outcome | Promise<Outcome>
  /** The graph that a child of this state runs. */
  graphOfChild?(index: number): Graph
}

export interface Recovery {
  readonly retry: readonly Retry[]
  readonly catch: readonly Catch[]
}

export interface Retry {
  readonly errorEquals: readonly string[]
  readonly intervalSeconds: number
  readonly maxAttempts: number
  readonly backoffRate: number
  readonly maxDelaySeconds: number
  readonly fullJitter: boolean
}

export interface Catch extends Exit {
  readonly errorEquals: readonly string[]
}
