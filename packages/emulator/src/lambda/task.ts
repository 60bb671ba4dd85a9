import { randomUUID } from 'node:crypto'
import { ArgumentError } from '../argument-error.ts'
import { AwsError } from '../aws-error.ts'
import { sdkMetadata } from '../sdk-metadata.ts'
import type { TaskOutcome } from '../service.ts'
import type { Functions, InvokeOptions, InvokeResult } from './functions-api.ts'
import { readInvokeArguments } from './task-arguments.ts'

export interface LambdaTaskOptions {
  /** X-Amzn-Trace-Id of the execution. */
  traceHeader?: string
  /** Aborted: an invocation that still waits for an environment need not run. */
  signal?: AbortSignal
}

/**
 * A Task whose Resource is a function's ARN (`input` is the payload), or `lambda:invoke` (`input` is its Arguments), with
 * or without a callback: the answer to the call itself is the same.
 */
export async function runLambdaTask(
  functions: Functions,
  resource: string,
  input: string,
  { traceHeader, signal }: LambdaTaskOptions = {},
): Promise<TaskOutcome> {
  const options: InvokeOptions = { ...(traceHeader && { traceHeader }), ...(signal && { signal }) }
  try {
    if (!resource.includes(':states:::lambda:')) {
      const result = await functions.invoke(resource, input, options)
      return result.functionError === undefined ? { output: result.payload } : functionFailure(result.payload)
    }
    return await runInvoke(functions, input, options)
  } catch (error) {
    if (error instanceof ArgumentError) return { error: 'States.Runtime', cause: error.message }
    if (error instanceof AwsError) return serviceFailure(error)
    throw error
  }
}

async function runInvoke(functions: Functions, input: string, options: InvokeOptions): Promise<TaskOutcome> {
  const { functionName, payload, options: given } = readInvokeArguments(input)
  const result = await functions.invoke(functionName, payload, { ...options, ...given })
  if (result.functionError !== undefined) return functionFailure(result.payload)
  return { output: describeResult(result, options.traceHeader) }
}

/** The order of the members is AWS's. The payload is JSON text already: it is not parsed only to be written again. */
function describeResult(result: InvokeResult, traceHeader: string | undefined): string {
  const { requestId, payload, statusCode, executedVersion, logTail } = result
  const length = String(Buffer.byteLength(payload))
  const date = new Date().toUTCString()
  const trace =
    traceHeader?.split(';')[0] ?? `Root=1-${requestId.slice(0, 8)}-${requestId.replaceAll('-', '').slice(8)}`
  const logResult = logTail === undefined ? undefined : Buffer.from(logTail).toString('base64')
  const version = statusCode === 202 ? {} : { 'X-Amz-Executed-Version': executedVersion }
  const headers: Record<string, string> = {
    ...(logResult === undefined ? {} : { 'X-Amz-Log-Result': logResult }),
    ...version,
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': requestId,
    'Content-Length': length,
    Date: date,
    'X-Amzn-Trace-Id': trace,
    'Content-Type': 'application/json',
  }
  const { SdkHttpMetadata, SdkResponseMetadata } = sdkMetadata(headers, requestId, statusCode)
  const members = [
    ...(statusCode === 202 ? [] : [`"ExecutedVersion":${JSON.stringify(executedVersion)}`]),
    ...(logResult === undefined ? [] : [`"LogResult":${JSON.stringify(logResult)}`]),
    `"Payload":${payload === '' ? '""' : payload}`,
    `"SdkHttpMetadata":${JSON.stringify(SdkHttpMetadata)}`,
    `"SdkResponseMetadata":${JSON.stringify(SdkResponseMetadata)}`,
    `"StatusCode":${statusCode}`,
  ]
  return `{${members.join(',')}}`
}

function functionFailure(payload: string): TaskOutcome {
  const { errorType } = JSON.parse(payload) as { errorType?: unknown }
  if (typeof errorType === 'string' && errorType !== '') return { error: errorType, cause: payload }
  return {
    error: 'Lambda.Unknown',
    cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  }
}

function serviceFailure({ name, message, status }: AwsError): TaskOutcome {
  const modelled = name !== 'ValidationException' && name !== 'UnknownOperationException'
  const details = `Service: AWSLambda; Status Code: ${status}; Error Code: ${name}; Request ID: ${randomUUID()}; Proxy: null`
  return { error: `Lambda.${modelled ? name : 'AWSLambdaException'}`, cause: `${message} (${details})` }
}
