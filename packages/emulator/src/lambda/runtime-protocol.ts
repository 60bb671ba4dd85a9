import type { Claims } from './claims.ts'
import type { LogRing } from './log-ring.ts'

/** What passes between an environment and the worker that runs the function. Payloads are JSON text. */

export interface RuntimeSettings {
  bundleUrl: string
  /** The folder of the bundle, as URL and as path: no trace of it leaves the worker. */
  rootUrl: string
  rootPath: string
  handler: string
  maxResponseBytes: number
  functionName: string
  functionVersion: string
  memoryMb: number
  timeoutMs: number
  logGroup: string
  logStream: string
  pid: number
  log: LogRing
  claims: Claims
}

export interface RuntimeInvocation {
  requestId: string
  payload: string
  functionArn: string
  clientContext: string | undefined
  traceHeader: string
}

/**
 * Both ways a message is one text with NUL characters between its fields, which no JSON text and no id has: to clone an object takes
 * longer than all else that waking a thread takes. Here it is the number of the first invocation, among all that the environment gets,
 * then of each the id of the request, the function's ARN, the trace header, the client context (or nothing) and the payload.
 */
export function encodeWork(first: number, invocations: readonly RuntimeInvocation[]): string {
  let text = String(first)
  for (const { requestId, functionArn, traceHeader, clientContext, payload } of invocations) {
    // The trace header is as its sender made it.
    const trace = traceHeader.replaceAll('\0', '')
    text += `\0${requestId}\0${functionArn}\0${trace}\0${clientContext ?? ''}\0${payload}`
  }
  return text
}

export type RuntimeMessage =
  | { kind: 'ready' }
  /** The log is full, or was written to while nobody looks at it. */
  | { kind: 'log' }
  /** The module or its handler cannot be had. */
  | { kind: 'init-error'; payload: string }
  /** An exception that nobody caught: the worker ends next. */
  | { kind: 'uncaught'; payload: string }
  /** The function tried to end its process by a signal, which is the payload: the worker ends next. */
  | { kind: 'signal'; payload: string }
  | RuntimeResult

/** How an invocation ended. An answer that is too large is not sent. */
export interface RuntimeResult {
  kind: 'result' | 'error' | 'too-large'
  durationMs: number
  memoryBytes: number
  payload: string
}

/** From the kind, the payload, the duration and the memory. */
export function decodeMessage(text: string): RuntimeMessage {
  const [kind = '', payload = '', durationMs, memoryBytes] = text.split('\0')
  return { kind, payload, durationMs: Number(durationMs), memoryBytes: Number(memoryBytes) } as RuntimeMessage
}
