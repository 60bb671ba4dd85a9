import type { Program } from 'asl'

export type StateMachineType = 'STANDARD' | 'EXPRESS'

/** One state of a state machine's content. Executions keep the one that they started with, whatever the state machine becomes. */
export interface Revision {
  /** Names it in the store. */
  key: string
  /** AWS's id: absent for what CreateStateMachine made. */
  revisionId?: string
  stateMachineArn: string
  type: StateMachineType
  definition: string
  roleArn: string
  updateMs: number
  loggingConfiguration: unknown
  tracingConfiguration: unknown
  encryptionConfiguration: unknown
}

export interface Revisions {
  get(key: string): Revision | undefined
  /** The parsed definition; parsed once while it is in use. */
  program(revision: Revision): Program
}
