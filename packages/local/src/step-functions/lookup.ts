import type { ExecutionRecord } from '../executions/execution-record.ts'
import type { Revision } from '../executions/revision.ts'
import type { Alias, StateMachine, Version } from '../state-machines/state-machine.ts'
import { checkExecutionArn, parseStateMachineArn } from './arns.ts'
import { executionDoesNotExist, stateMachineDeleting, stateMachineDoesNotExist, validationException } from './errors.ts'
import type { StepFunctionsRoom } from './operation.ts'

/** The state machine that an unqualified ARN names. */
export function unqualifiedMachine(room: StepFunctionsRoom, arn: string): StateMachine {
  const { qualifier } = parseStateMachineArn(arn)
  if (qualifier !== undefined) {
    throw validationException(`A version or an alias cannot be used here, only the ARN of the state machine: '${arn}'`)
  }
  return machineOf(room, arn)
}

/** The same, where something new is to come of it. */
export function changeableMachine(room: StepFunctionsRoom, arn: string): StateMachine {
  const machine = unqualifiedMachine(room, arn)
  if (machine.deleting) throw stateMachineDeleting(arn)
  return machine
}

/** What an ARN names: a state machine, or one of its versions, or one of its aliases. */
export interface Target {
  machine: StateMachine
  version?: Version
  alias?: Alias
}

export function findTarget(room: StepFunctionsRoom, arn: string): Target {
  const reference = parseStateMachineArn(arn)
  const machine = room.machines.get(reference.arn)
  if (machine === undefined) throw stateMachineDoesNotExist(arn)
  if (reference.qualifier === undefined) return { machine }
  const version = machine.versions.find((candidate) => candidate.arn === arn)
  if (version !== undefined) return { machine, version }
  const alias = machine.aliases.find((candidate) => candidate.arn === arn)
  if (alias !== undefined) return { machine, alias }
  throw stateMachineDoesNotExist(arn)
}

export function revisionOf(room: StepFunctionsRoom, key: string): Revision {
  const revision = room.machines.revisions.get(key)
  if (revision === undefined) throw new Error('A revision is kept for as long as something names it.')
  return revision
}

export function findExecution(room: StepFunctionsRoom, arn: string): ExecutionRecord {
  checkExecutionArn(arn)
  const record = room.catalogue.get(arn)
  if (record === undefined) throw executionDoesNotExist(arn)
  return record
}

function machineOf(room: StepFunctionsRoom, arn: string): StateMachine {
  const machine = room.machines.get(arn)
  if (machine === undefined) throw stateMachineDoesNotExist(arn)
  return machine
}
