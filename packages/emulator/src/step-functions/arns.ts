import { invalidArn, invalidRoleArn } from './errors.ts'

export const ACCOUNT = '000000000000'

export function stateMachineArn(region: string, name: string): string {
  return `arn:aws:states:${region}:${ACCOUNT}:stateMachine:${name}`
}

export function executionArn(region: string, stateMachineName: string, name: string): string {
  return `arn:aws:states:${region}:${ACCOUNT}:execution:${stateMachineName}:${name}`
}

/** `id` tells apart the executions of one name: names are no promise on Express. */
export function expressArn(region: string, stateMachineName: string, name: string, id: string): string {
  return `arn:aws:states:${region}:${ACCOUNT}:express:${stateMachineName}:${name}:${id}`
}

export interface StateMachineReference {
  /** Without the qualifier. */
  arn: string
  name: string
  /** A version's number or an alias's name. */
  qualifier: string | undefined
}

/** Reads the ARN of a state machine, of one of its versions or of one of its aliases. */
export function parseStateMachineArn(arn: string): StateMachineReference {
  const [name = '', qualifier] = resourceOf(arn, 'stateMachine')
  if (name === '') throw invalidArn(`Invalid ARN: ${arn}`)
  // NAME/LABEL names a Distributed Map state of the state machine.
  if (name.includes('/')) throw invalidArn(`Resource type not valid in this context: ${name.split('/')[1]}`)
  return { arn: arn.split(':').slice(0, 7).join(':'), name, qualifier }
}

/** Refuses what is no ARN of a (Standard) execution. */
export function checkExecutionArn(arn: string): void {
  if (resourceOf(arn, 'execution').length !== 2) throw invalidArn(`Invalid ARN: ${arn}`)
}

/** Refuses what is no ARN of an IAM role. Whether there is such a role is nobody's business here. */
export function checkRoleArn(arn: string): void {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn)) throw invalidRoleArn(arn)
}

function resourceOf(arn: string, type: string): string[] {
  const [prefix, partition, service, region, account, resourceType, ...resource] = arn.split(':')
  if (prefix !== 'arn') throw invalidArn(`Invalid ARN prefix: ${arn}`)
  if (!partition || !region || !account || resourceType === undefined) throw invalidArn(`Invalid ARN: ${arn}`)
  if (service !== 'states') throw invalidArn(`Service name not valid in this context: ${service}`)
  if (resourceType !== type) throw invalidArn(`Resource type not valid in this context: ${resourceType}`)
  if (resource.length === 0 || resource.length > 2) throw invalidArn(`Invalid ARN: ${arn}`)
  return resource
}
