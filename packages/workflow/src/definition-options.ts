import type { LambdaManifest } from './lambdas.ts'

/** Where the states that call DynamoDB find the table. */
export interface TableOptions {
  tableName: string
  /** The part of AWS that all is deployed to; `aws` where left out. */
  partition?: string
}

export interface DefinitionOptions extends TableOptions {
  /** The ARN (of an alias or not) under which the function of a manifest is called. */
  functionArn: (manifest: LambdaManifest) => string
}
