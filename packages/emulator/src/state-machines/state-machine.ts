import type { StateMachineType } from '../executions/revision.ts'

export interface StateMachine {
  arn: string
  name: string
  type: StateMachineType
  creationMs: number
  /** What CreateStateMachine was asked beside the content: a repeat is the same request only if this agrees too. */
  created: { publish: boolean; versionDescription?: string }
  /** The key of the revision that an unqualified start runs. */
  revision: string
  versions: Version[]
  /** Numbers are not used again after a deletion. */
  nextVersion: number
  aliases: Alias[]
  tags: Record<string, string>
  /** It was deleted, and is there until the last of its executions has ended. */
  deleting?: true
}

export interface Version {
  arn: string
  number: number
  revision: string
  description?: string
  creationMs: number
}

export interface Alias {
  arn: string
  name: string
  description?: string
  routing: Route[]
  creationMs: number
  updateMs: number
}

/** The share of an alias's starts, in percent, that a version gets. */
export interface Route {
  stateMachineVersionArn: string
  weight: number
}
