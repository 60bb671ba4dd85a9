import { getHeapStatistics } from 'node:v8'
import { maxResponseBytes, responseTooLarge } from '../function-error.ts'
import type { Invocation, WorkerResult, WorkerSettings } from '../worker-messages.ts'
import { type ErrorDescriber, runtimeError } from './describe-error.ts'
import type { Handler } from './load-handler.ts'
import type { FunctionLog } from './log.ts'

export type Invoker = (invocation: Invocation) => Promise<WorkerResult>

export function createInvoker(
  handler: Handler,
  settings: WorkerSettings,
  log: FunctionLog,
  describe: ErrorDescriber,
): Invoker {
  const answer = async (invocation: Invocation) => {
    try {
      const context = contextOf(invocation, settings)
      const payload = stringify(await handler(JSON.parse(invocation.payload), context))
      return isTooLarge(payload) ? { failed: true, payload: responseTooLarge } : { failed: false, payload }
    } catch (error) {
      log.error('Invoke Error', error)
      return { failed: true, payload: JSON.stringify(describe(error)) }
    }
  }
  return async (invocation) => {
    log.requestId = invocation.requestId
    process.env._X_AMZN_TRACE_ID = invocation.traceHeader
    const startMs = performance.now()
    const answered = await answer(invocation)
    return { ...answered, durationMs: performance.now() - startMs, memoryBytes: memoryBytes() }
  }
}

function contextOf({ clientContext, functionArn, requestId }: Invocation, settings: WorkerSettings): object {
  const deadlineMs = Date.now() + settings.timeoutMs
  return {
    clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
    identity: undefined,
    invokedFunctionArn: functionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
    functionName: settings.functionName,
    functionVersion: settings.functionVersion,
    memoryLimitInMB: String(settings.memoryMb),
    logGroupName: settings.logGroup,
    logStreamName: settings.logStream,
  }
}

function stringify(result: unknown): string {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null'
  } catch {
    throw runtimeError('Runtime.JSONStringifyError', 'Unable to stringify response body')
  }
}

function isTooLarge(payload: string): boolean {
  // A UTF-16 unit is at most three bytes of UTF-8: most payloads need not be measured.
  return payload.length * 3 > maxResponseBytes && Buffer.byteLength(payload) > maxResponseBytes
}

function memoryBytes(): number {
  const { total_heap_size: heap, external_memory: external } = getHeapStatistics()
  return heap + external
}
