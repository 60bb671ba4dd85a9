import type { Template } from '../jsonata/template.ts'
import type { TaskKind } from './resources.ts'

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

export type StateNode = PassNode | TaskNode | ChoiceNode | WaitNode | SucceedNode | FailNode | ParallelNode | MapNode

export interface AnyNode {
  readonly name: string
  readonly jsonata: boolean
  /** Undefined: the state ends its graph. */
  readonly next?: string
  readonly output?: Template
  readonly assign?: Assignment
  /** What Task, Parallel and Map do about a failure. */
  readonly recovery?: Recovery
}

/** Variable names and what they get. */
export type Assignment = readonly (readonly [string, Template])[]

export interface PassNode extends AnyNode {
  readonly type: 'Pass'
}

export interface TaskNode extends AnyNode {
  readonly type: 'Task'
  readonly resource: string
  readonly task: TaskKind
  readonly arguments?: Template
  readonly timeoutSeconds?: Template
  readonly heartbeatSeconds?: Template
  readonly credentialsRoleArn?: Template
}

export interface ChoiceNode extends AnyNode {
  readonly type: 'Choice'
  readonly rules: readonly Rule[]
  readonly default?: string
}

export interface Rule {
  readonly condition: Template
  readonly next: string
  readonly output?: Template
  readonly assign?: Assignment
}

export interface WaitNode extends AnyNode {
  readonly type: 'Wait'
  readonly seconds?: Template
  readonly timestamp?: Template
}

export interface SucceedNode extends AnyNode {
  readonly type: 'Succeed'
}

export interface FailNode extends AnyNode {
  readonly type: 'Fail'
  readonly error?: Template
  readonly cause?: Template
}

export interface ParallelNode extends AnyNode {
  readonly type: 'Parallel'
  readonly arguments?: Template
  readonly branches: readonly Graph[]
}

export interface MapNode extends AnyNode {
  readonly type: 'Map'
  readonly items?: Template
  readonly itemSelector?: Template
  readonly maxConcurrency?: Template
  readonly toleratedFailureCount?: Template
  readonly toleratedFailurePercentage?: Template
  readonly processor: Graph
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

export interface Catch {
  readonly errorEquals: readonly string[]
  readonly next: string
  readonly output?: Template
  readonly assign?: Assignment
}
