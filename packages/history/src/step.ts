/** The status of one visit to a state. `caught`: it failed, and the execution continued at a catcher. */
export type StepStatus = 'running' | 'succeeded' | 'failed' | 'caught' | 'aborted'

/** One attempt of a task, Parallel or Map. */
export interface Attempt {
  /** From 1. */
  number: number
  status: 'running' | 'succeeded' | 'failed' | 'aborted'
  fromMs: number
  toMs?: number
  /** When the work began, as opposed to when it was scheduled. */
  startedMs?: number
  resource?: string
  /** JSON text: what the task was called with. */
  input?: string
  /** JSON text: what the task answered. */
  output?: string
  error?: string
  cause?: string
}

/** A branch of a Parallel or an iteration of a Map, within one attempt of it. */
export interface Group {
  container: Step
  kind: 'branch' | 'iteration'
  index: number
  attempt: number
  status: StepStatus
  steps: Step[]
}

/** One visit to a state. `id` is the id of its …StateEntered event. */
export interface Step {
  id: number
  state: string
  /** `Task`, `Choice`, … */
  type: string
  status: StepStatus
  /** The branch or iteration that contains it. */
  group?: Group
  enteredMs: number
  /** When it was exited, or when what contains it ended. */
  leftMs?: number
  /** JSON text, as are output and assigned values. */
  input?: string
  output?: string
  assigned?: Readonly<Record<string, string>>
  attempts: Attempt[]
  groups: Group[]
  error?: string
  cause?: string
  eventIds: number[]
}

/** All visits of one execution. */
export interface Steps {
  /** Those on the top level, in the order in which they were entered; the others are below their Parallel or Map. */
  roots: readonly Step[]
  /** All of them, in the order in which they were entered. */
  all: readonly Step[]
  /** The visit that an event belongs to, by the event's id. */
  ofEvent: ReadonlyMap<number, Step>
}

/** The visits to a Parallel or Map that contain a visit, outermost first. */
export function ancestorsOf(step: Step): Step[] {
  const container = step.group?.container
  return container === undefined ? [] : [...ancestorsOf(container), container]
}

/** Whether it failed and waits for its next attempt. */
export function awaitsRetry(step: Step): boolean {
  return step.status === 'running' && step.attempts.at(-1)?.status === 'failed'
}
