import type { JsonDocument } from '../document.ts'
import type { Leave, MapItem, RunTask, StartChildren } from '../outcome.ts'
import type { Graph, StateNode } from '../program.ts'

/** One line of control: the machine itself, a branch of a Parallel or an iteration of a Map. */
export interface Frame {
  readonly graph: Graph
  readonly parent?: { readonly owner: Frame; readonly index: number }
  /** The item that this or an enclosing iteration is about. */
  readonly item?: MapItem
  /** What is visible. Replaced, never changed: children start from the object of their owner. */
  variables: Readonly<Record<string, unknown>>
  /** What the next event of this frame is linked to. */
  previousEventId: number
  visit: Visit
  /** running: has a step in the queue · waiting: for a signal or for its children */
  status: 'running' | 'waiting' | 'done' | 'failed' | 'aborted'
}

/** The state that a frame is in. */
export interface Visit {
  readonly node: StateNode
  readonly input: JsonDocument
  readonly enteredId: number
  readonly enteredMs: number
  /** What the Entered event is linked to. */
  readonly cameFrom: number
  /** Attempts used, by retrier. */
  readonly attempts: number[]
  retryCount: number
  /** Set once a catcher took over: the event before the failure that it caught. */
  caughtAfter?: number
  waitingFor?: TaskWait | TimerWait | Children
}

export interface TaskWait extends Pick<RunTask, 'call' | 'events'> {
  readonly kind: 'task'
  /** The id of its Scheduled event. */
  readonly id: number
  heartbeatMs?: number
  submitted: boolean
}

interface TimerWait {
  readonly kind: 'timer'
  readonly timer: string
  readonly whenDue: Leave | { readonly kind: 'execute' }
}

export interface Children extends Pick<StartChildren, 'total' | 'limit' | 'iterations' | 'child'> {
  readonly kind: 'children'
  readonly frames: Frame[]
  /** By index; a hole for what has not ended or has failed. */
  readonly outputs: JsonDocument[]
  readonly tolerated?: number
  /** The child that starts when the next place becomes free. */
  nextIndex: number
  failed: number
}

export function isUnderWay({ status }: Frame): boolean {
  return status === 'running' || status === 'waiting'
}

/** Of a state that has done nothing yet, AWS links a failure to what came before the state. */
export function beforeState({ previousEventId, visit }: Frame): number {
  return previousEventId === visit.enteredId ? visit.cameFrom : previousEventId
}

export function childrenOf({ visit }: Frame): Children {
  if (visit.waitingFor?.kind !== 'children') throw new TypeError(`The state "${visit.node.name}" has no children.`)
  return visit.waitingFor
}

/** What the events of an iteration say of it. */
export function iterationDetails(owner: Frame, index: number): { index: number; name: string } {
  return { index, name: owner.visit.node.name }
}
