import type { LambdaManifest } from '../lambdas.ts'
import type { StateMachineName } from '../state-machines.ts'

/** Where the states that call DynamoDB find the table. */
export interface TableOptions {
  tableName: string
  /** The part of AWS that all is deployed to; `aws` where left out. */
  partition?: string
}

export interface DefinitionOptions extends TableOptions {
  /** The ARN (of an alias or not) under which the function of a manifest is called. */
  functionArn: (manifest: LambdaManifest) => string
  /** The ARN (of an alias or not) under which a state machine is started. */
  stateMachineArn: (name: StateMachineName) => string
}

export interface EnrollmentOptions extends DefinitionOptions {
  /** Express executions cannot wait for people: they hold no seats and have no waitlist. */
  type: 'STANDARD' | 'EXPRESS'
}
