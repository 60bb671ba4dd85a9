import type { Graph, MapNode, ParallelNode, StateNode } from '../definition/program.ts'
import type { Doc } from './doc.ts'

export type Variables = Readonly<Record<string, unknown>>

/** One line of control: the machine itself, a branch of a Parallel or an iteration of a Map. */
export interface Frame {
  readonly graph: Graph
  readonly parent?: { readonly region: Region; readonly index: number }
  /** The item that this or an enclosing iteration is about: `$states.context.Map.Item`. */
  readonly item?: { readonly Index: number; readonly Value: unknown }
  /** What is visible. Replaced, never changed: branches start from the object of the frame around them. */
  variables: Variables
  /** What the next event of this frame is linked to. */
  previousEventId: number
  visit: Visit
  /** running: has a job in the queue · waiting: for a signal or for its region */
  status: 'running' | 'waiting' | 'done' | 'failed' | 'aborted'
}

/** The state that a frame is in. */
export interface Visit {
  readonly node: StateNode
  readonly input: Doc
  readonly enteredId: number
  readonly enteredMs: number
  /** What the Entered event is linked to. */
  readonly cameFrom: number
  /** Attempts used, by retrier. */
  readonly attempts: number[]
  retryCount: number
  waitingFor?: TaskWait | TimerWait | Region
}

export interface TaskWait {
  readonly kind: 'task'
  /** The id of its Scheduled event. */
  readonly id: number
  readonly input: string
  readonly taskToken?: string
  readonly credentialsRoleArn?: string
  readonly heartbeatMs?: number
  submitted: boolean
}

export interface TimerWait {
  readonly kind: 'wait' | 'retry'
  readonly timer: string
}

export type Region = ParallelRegion | MapRegion

interface AnyRegion {
  readonly owner: Frame
  readonly startedId: number
  readonly children: Frame[]
  /** By index; a hole for what has not ended or has failed. */
  readonly outputs: Doc[]
}

export interface ParallelRegion extends AnyRegion {
  readonly kind: 'parallel'
  readonly node: ParallelNode
}

export interface MapRegion extends AnyRegion {
  readonly kind: 'map'
  readonly node: MapNode
  readonly items: readonly unknown[]
  readonly limit: number
  /** How many failed iterations are put up with; undefined when the state does not say. */
  readonly tolerated?: number
  /** The item whose iteration starts when the next place becomes free. */
  nextIndex: number
  failed: number
}
