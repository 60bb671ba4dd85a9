import { InvalidDefinition, parseDefinition } from 'asl'
import { AwsError } from '../aws-error.ts'
import type { StateMachineType } from '../executions/revision.ts'
import { checkArguments } from './check-arguments.ts'

/** Refuses a definition that is invalid, or that uses what the interpreter lacks, naming the place. Nothing of it is ever ignored. */
export function checkDefinition(definition: string, type: StateMachineType): void {
  try {
    parseDefinition(definition, type, checkArguments)
  } catch (error) {
    if (error instanceof InvalidDefinition) throw new AwsError('InvalidDefinition', withoutNoPlace(error))
    throw error
  }
}

/** A finding about the whole text, e.g. that it is no JSON, has no place to name. It is the only one then. */
function withoutNoPlace({ message, diagnostics }: InvalidDefinition): string {
  return diagnostics.some(({ location }) => location !== undefined) ? message : message.replace(/ at null'$/, "'")
}
