import type { Service } from '../service.ts'
import type { Aliases } from './aliases.ts'
import type { FunctionConfiguration } from './configuration.ts'

export interface InvokeOptions {
  qualifier?: string
  invocationType?: 'RequestResponse' | 'Event' | 'DryRun'
  /** JSON text. */
  clientContext?: string
  /** X-Amzn-Trace-Id: what all invocations of one execution have in common. */
  traceHeader?: string
  /** Hands back the last 4 KB of the invocation's log. */
  logTail?: boolean
  /** Aborted before the invocation has got an environment: it is not run, and never answers. */
  signal?: AbortSignal
}

export interface InvokeResult {
  statusCode: number
  executedVersion: string
  functionError?: 'Unhandled'
  /** JSON text; empty unless the invocation was waited for. */
  payload: string
  requestId: string
  logTail?: string
}

/** A function as the API shows it. `arn` is unqualified. */
export interface FunctionDescription extends FunctionConfiguration {
  arn: string
  /** Where its aliases lead. */
  routing: Aliases
}

export interface Functions extends Service {
  /** Throws an AwsError when there is nothing to invoke; what the function does wrong is in the result. */
  invoke(nameOrArn: string, payload: string, options?: InvokeOptions): Promise<InvokeResult>
  list(): FunctionDescription[]
  /** The ARN of a function up to its name. */
  readonly arnPrefix: string
}
