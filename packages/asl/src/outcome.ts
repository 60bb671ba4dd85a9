import type { JsonDocument } from './document.ts'
import type { Failure } from './failure.ts'
import type { Bindings } from './jsonata/expression.ts'
import type { Template } from './jsonata/template.ts'

/** What a state decides when it is executed. It changes nothing by itself: the interpreter applies what it returns. */
export type Outcome = Leave | Fail | Wait | RunTask | StartChildren

export interface Leave {
  readonly kind: 'leave'
  /** Undefined: the state's own. */
  readonly exit?: Exit
  /** The output of an exit that has no Output. */
  readonly plainOutput: JsonDocument
  /** What Output and Assign see besides the input. */
  readonly sees?: Visible
  /** The event that an evaluation failure is linked to, where it is not the usual one. */
  readonly failureLink?: number
}

/** How a state, a choice rule or a catcher is left. */
export interface Exit {
  readonly output: Template | undefined
  readonly assign: Assignment | undefined
  /** Undefined: the graph ends here. */
  readonly next: string | undefined
}

/** Variable names and what they get. */
export type Assignment = readonly (readonly [string, Template])[]

export interface Fail {
  readonly kind: 'fail'
  readonly failure: Failure
}

export interface Wait {
  readonly kind: 'wait'
  readonly dueMs: number
  readonly whenDue: Leave
}

export interface RunTask {
  readonly kind: 'runTask'
  readonly call: TaskCall
  readonly events: TaskEvents
  /** Details of the Scheduled event. */
  readonly scheduled: Record<string, unknown>
  readonly timeoutMs?: number
  /** Only on a callback: no other task reports heartbeats. */
  readonly heartbeatMs?: number
}

/** The part of the `runTask` command that the state decides. */
interface TaskCall {
  readonly resource: string
  readonly input: string
  readonly taskToken?: string
  readonly credentialsRoleArn?: string
}

/** How a task's events are named and what each of them repeats. */
export interface TaskEvents {
  readonly prefix: 'LambdaFunction' | 'Task'
  readonly names?: { readonly resource: string; readonly resourceType: string }
  /** What AWS calls a task whose result is too large. */
  readonly subject: string
}

/** Branches or iterations, numbered from 0. */
export interface StartChildren {
  readonly kind: 'startChildren'
  /** Details of the Started event. */
  readonly started?: Record<string, unknown>
  readonly total: number
  /** How many may run at once. */
  readonly limit: number
  /** Iterations have events of their own; branches have none. */
  readonly iterations: boolean
  child(index: number): Promise<Child>
  /** How many children may fail; undefined: none, and the failure is the child's own. Read once Started is recorded. */
  tolerated?(): Promise<number | undefined>
}

export interface Child {
  readonly input: JsonDocument
  readonly item?: MapItem
}

/** `$states.context.Map.Item` */
export interface MapItem {
  readonly Index: number
  readonly Value: unknown
}

/** What a field can see beyond the state's input: see the developer guide, "Reserved variable $states". */
export interface Visible {
  readonly result?: JsonDocument
  readonly errorOutput?: unknown
  readonly taskToken?: string
  readonly item?: MapItem
}

/** What a state may know about where it is executed. */
export interface StateContext {
  readonly input: JsonDocument
  readonly enteredId: number
  readonly nowMs: number
  /** Of AWS. */
  readonly region: string
  bindings(sees?: Visible): Bindings
  /** The token of the task that this state schedules next. */
  taskToken(): string
}
