import type { Catalogue } from '../executions/catalogue.ts'
import type { Histories } from '../executions/histories.ts'
import type { Runner } from '../executions/runner.ts'
import type { Clock } from '../executions/timers.ts'
import type { StateMachines } from '../state-machines/state-machines.ts'
import { parse, type Shape } from './shapes.ts'

/** What the operations work on. */
export interface StepFunctionsContext {
  region: string
  clock: Clock
  machines: StateMachines
  catalogue: Catalogue
  histories: Histories
  runner: Runner
  /** Forgets a state machine that is being deleted, with its executions, unless one of them runs. */
  finishDeletion(stateMachineArn: string): Promise<void>
}

/** Answers one API operation: the body of the request in, the body of the response out; throws an AwsError. */
export type Operation = (context: StepFunctionsContext, body: unknown) => Promise<object>

export function operation<T>(
  input: Shape<T>,
  answer: (context: StepFunctionsContext, input: T) => object | Promise<object>,
): Operation {
  return async (context, body) => answer(context, parse(input, body))
}
