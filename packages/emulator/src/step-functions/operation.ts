import type { Catalogue } from '../executions/catalogue.ts'
import type { Histories } from '../executions/histories.ts'
import type { Runner } from '../executions/runner.ts'
import type { Clock } from '../executions/timers.ts'
import { operationsOn } from '../server/operation.ts'
import type { StateMachines } from '../state-machines/state-machines.ts'

/** What the operations work on. */
export interface StepFunctionsContext {
  region: string
  clock: Clock
  machines: StateMachines
  catalogue: Catalogue
  histories: Histories
  runner: Runner
  /** From 0 up to 1: draws the version where an alias leads to two. */
  random: () => number
  /** Forgets a state machine that is being deleted, with its executions, unless one of them runs. */
  finishDeletion(stateMachineArn: string): Promise<void>
}

export const operation = operationsOn<StepFunctionsContext>()
