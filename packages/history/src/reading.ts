import type { Group, Step } from './step.ts'

/** Which branch of the Parallel begins with the given state; undefined where the definition is not known. */
export type BranchIndex = (parallel: string, firstState: string) => number | undefined

/** What has been read so far. An event is placed by the event that it names as its predecessor. */
export interface Reading {
  roots: Step[]
  all: Step[]
  ofEvent: Map<number, Step>
  /** The group that the next state enters, by the event before it, where that is not the group of the event's visit. */
  opens: Map<number, Group | Step>
  branchIndex: BranchIndex
  /** The visits that have a …StateAborted event of their own. */
  cut: Set<Step>
  /** The event of the last redrive, and the tasks that it may resume. */
  redrive: { eventId: number; waiting: Set<Step> }
}

export function isOpen(step: Step): boolean {
  return step.status === 'running'
}
