import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import type { MiddlewareObj } from '@middy/core'
import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import * as v from 'valibot'
import { PermanentError } from './errors.ts'

// Set by the bundler from package.json, so that every log line names the version that wrote it.
declare const PACKAGE_VERSION: string | undefined

/** What Lambda's runtime calls. */
export type LambdaHandler<Output> = (event: unknown, context: LambdaContext) => Promise<Output>
export type LambdaContext = Context

export interface LambdaOptions<Input, Output> {
  name: string
  input: v.GenericSchema<unknown, Input>
  output: v.GenericSchema<unknown, Output>
  /** The part of a result that may be logged: codes, never what a customer wrote. */
  summary: (output: Output) => Record<string, unknown>
  /** The ARN of the execution that an input belongs to, where the input has it. */
  execution?: (input: Input) => string
}

/**
 * Makes a handler from a rule: Middy with Powertools' logger, input and output validated by their schemas.
 * Throws `InputInvalid` or `OutputInvalid` (permanent), else what the rule throws. No log line holds the input.
 */
export function lambda<Input, Output>(
  options: LambdaOptions<Input, Output>,
  rule: (input: Input) => Output | Promise<Output>,
): LambdaHandler<Output> {
  const logger = new Logger({ serviceName: options.name, persistentKeys: { version: packageVersion() } })

  async function handle(event: unknown): Promise<Output> {
    const input = parse(options.input, event, 'InputInvalid', `The input of ${options.name}`)
    const execution = options.execution?.(input)
    if (execution !== undefined) logger.appendKeys({ execution })
    const output = parse(options.output, await rule(input), 'OutputInvalid', `The output of ${options.name}`)
    logger.info('Answered', options.summary(output) as Record<string, string>)
    return output
  }

  // Middy's early timeout would report an error of its own and hide Lambda's: the workflow retries on Sandbox.Timedout.
  return middy<unknown, Output, Error, Context>(handle, { timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(correlate(logger))
    .use(logFailure(logger))
}

/** Logs the X-Ray trace as the correlation id: it is the one id that all tasks of an execution share. */
function correlate(logger: Logger): MiddlewareObj<unknown, unknown, Error, Context> {
  return {
    before: () => {
      const root = process.env._X_AMZN_TRACE_ID?.match(/Root=([^;]+)/)?.[1]
      if (root !== undefined) logger.setCorrelationId(root)
    },
  }
}

/** Logs an error by name only: a message or a stack may quote what a customer wrote. */
function logFailure(logger: Logger): MiddlewareObj<unknown, unknown, Error, Context> {
  return {
    onError: ({ error }) => {
      logger.error('Failed', { error_name: error?.name ?? 'unknown' })
    },
  }
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown, errorName: string, what: string): T {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  // Only paths and expected types: the issues' own messages quote what was received.
  const faults = result.issues.slice(0, 5).map((issue) => {
    const path = issue.path?.map(({ key }) => key).join('.') ?? 'it'
    return `${path} must be ${issue.expected}`
  })
  throw new PermanentError(errorName, `${what} does not match its schema: ${faults.join(', ')}.`)
}

function packageVersion(): string {
  return typeof PACKAGE_VERSION === 'string' ? PACKAGE_VERSION : 'unbundled'
}
