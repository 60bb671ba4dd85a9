import type { Route } from '../state-machines/state-machine.ts'
import { parseStateMachineArn } from './arns.ts'
import { aliasNotFound, validationException } from './errors.ts'
import type { StepFunctionsContext } from './operation.ts'

/** Checks where an alias is to lead, and gives back the ARN of the state machine that all its versions belong to. */
export function checkRouting(context: StepFunctionsContext, routing: readonly Route[]): string {
  const arns = routing.map(({ stateMachineVersionArn }) => stateMachineVersionArn)
  const received = `Received: [${arns.join(', ')}]`
  const references = arns.map(parseStateMachineArn)
  if (references.some(({ qualifier }) => qualifier === undefined || !/^\d+$/.test(qualifier))) {
    throw validationException(`Routing configuration must contain state machine version ARNs. ${received}`)
  }
  if (new Set(arns).size < arns.length) {
    throw validationException(`Routing configuration must contain distinct state machine version ARNs. ${received}`)
  }
  const [machineArn = '', ...others] = new Set(references.map(({ arn }) => arn))
  if (others.length > 0) {
    throw validationException(`Routing configuration must contain versions of one state machine. ${received}`)
  }
  const weights = routing.map(({ weight }) => weight)
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw validationException(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`)
  }
  const versions = context.machines.get(machineArn)?.versions ?? []
  if (!arns.every((arn) => versions.some((version) => version.arn === arn))) throw aliasNotFound()
  return machineArn
}

/** Draws the version for one start by the weights. `draw` is from 0 up to 1. */
export function pickVersion(routing: readonly Route[], draw: number): string {
  let rest = draw * 100
  for (const { stateMachineVersionArn, weight } of routing) {
    rest -= weight
    if (rest < 0) return stateMachineVersionArn
  }
  throw new Error('The weights of an alias add up to 100.')
}
