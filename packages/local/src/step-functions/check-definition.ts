import { InvalidDefinition, parseDefinition } from 'asl'
import { AwsError } from '../aws-error.ts'
import type { StateMachineType } from '../executions/revision.ts'

/** Refuses a definition that is invalid, or that uses what the interpreter lacks, naming the place. Nothing of it is ever ignored. */
export function checkDefinition(definition: string, type: StateMachineType): void {
  try {
    parseDefinition(definition, type)
  } catch (error) {
    if (error instanceof InvalidDefinition) throw new AwsError('InvalidDefinition', error.message)
    throw error
  }
}
