import type { StateMachine } from '../state-machines/state-machine.ts'
import { parseStateMachineArn } from './arns.ts'
import { resourceNotFound } from './errors.ts'
import type { StepFunctionsContext } from './operation.ts'

/** State machines carry tags; their versions and aliases do not. */
export function findTagged(context: StepFunctionsContext, arn: string): StateMachine {
  const { qualifier } = parseStateMachineArn(arn)
  const machine = context.machines.get(arn)
  if (machine === undefined || qualifier !== undefined) throw resourceNotFound(arn)
  return machine
}
