import type { ExecutionRecord } from '../executions/execution-record.ts'
import type { Revision } from '../executions/revision.ts'
import type { Alias, StateMachine, Version } from '../state-machines/state-machine.ts'
import { checkExecutionArn, parseStateMachineArn } from './arns.ts'
import { executionDoesNotExist, stateMachineDeleting, stateMachineDoesNotExist, validationException } from './errors.ts'
import type { StepFunctionsContext } from './operation.ts'

/** The state machine that an unqualified ARN names. */
export function unqualifiedMachine(context: StepFunctionsContext, arn: string): StateMachine {
  const { qualifier } = parseStateMachineArn(arn)
  if (qualifier !== undefined) {
    throw validationException(`A version or an alias cannot be used here, only the ARN of the state machine: '${arn}'`)
  }
  return machineOf(context, arn)
}

/** The same, where something new is to come of it. */
export function changeableMachine(context: StepFunctionsContext, arn: string): StateMachine {
  const machine = unqualifiedMachine(context, arn)
  if (machine.deleting) throw stateMachineDeleting(arn)
  return machine
}

/** What an ARN names: a state machine, or one of its versions, or one of its aliases. */
export interface Target {
  machine: StateMachine
  version?: Version
  alias?: Alias
}

export function findTarget(context: StepFunctionsContext, arn: string): Target {
  const reference = parseStateMachineArn(arn)
  const machine = context.machines.get(reference.arn)
  if (machine === undefined) throw stateMachineDoesNotExist(arn)
  if (reference.qualifier === undefined) return { machine }
  const version = machine.versions.find((candidate) => candidate.arn === arn)
  if (version !== undefined) return { machine, version }
  const alias = machine.aliases.find((candidate) => candidate.arn === arn)
  if (alias !== undefined) return { machine, alias }
  throw stateMachineDoesNotExist(arn)
}

export function revisionOf(context: StepFunctionsContext, key: string): Revision {
  const revision = context.machines.revisions.get(key)
  if (revision === undefined) throw new Error('A revision is kept for as long as something names it.')
  return revision
}

export function findExecution(context: StepFunctionsContext, arn: string): ExecutionRecord {
  checkExecutionArn(arn)
  const record = context.catalogue.get(arn)
  if (record === undefined) throw executionDoesNotExist(arn)
  return record
}

function machineOf(context: StepFunctionsContext, arn: string): StateMachine {
  const machine = context.machines.get(arn)
  if (machine === undefined) throw stateMachineDoesNotExist(arn)
  return machine
}
