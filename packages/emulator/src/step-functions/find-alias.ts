import type { Alias, StateMachine } from '../state-machines/state-machine.ts'
import { parseStateMachineArn } from './arns.ts'
import type { StepFunctionsContext } from './operation.ts'

export function findAlias(
  context: StepFunctionsContext,
  aliasArn: string,
): { machine: StateMachine; alias: Alias } | undefined {
  const machine = context.machines.get(parseStateMachineArn(aliasArn).arn)
  const alias = machine?.aliases.find(({ arn }) => arn === aliasArn)
  return machine && alias && { machine, alias }
}
