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

/** Invocations to run one after the other. The first of them has the number `first`, among all that the environment gets. */
export interface RuntimeWork {
  first: number
  invocations: RuntimeInvocation[]
}

export type RuntimeMessage =
  | { kind: 'ready' }
  /** The module or its handler cannot be had. */
  | { kind: 'init-error'; payload: string }
  /** The log is full, or was written to while nobody looks at it. */
  | { kind: 'log' }
  /** How an invocation ended. */
  | RuntimeResult
  /** An exception that nobody caught: the worker ends next. */
  | { kind: 'uncaught'; payload: string }
  /** The function tried to end its process by a signal: the worker ends next. */
  | { kind: 'signal'; signal: string }

export type RuntimeResult = { durationMs: number; memoryBytes: number } & (
  | { kind: 'result'; payload: string }
  | { kind: 'error'; payload: string }
  | { kind: 'too-large' }
)
