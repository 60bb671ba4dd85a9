import type { LogBacklog } from './log-backlog.ts'

/** What passes between an environment and its worker. Payloads are JSON text. */

/** What a worker starts with. */
export interface WorkerSettings {
  bundleUrl: string
  /** The folder of the bundle, as URL and as path: no trace of it leaves the worker. */
  rootUrl: string
  rootPath: string
  handler: string
  functionName: string
  functionVersion: string
  memoryMb: number
  timeoutMs: number
  logGroup: string
  logStream: string
  logBacklog: LogBacklog
}

/** To the worker. The next one follows the result of the last one. */
export interface Invocation {
  requestId: string
  payload: string
  functionArn: string
  clientContext: string | undefined
  traceHeader: string
}

/** From the worker. */
export type WorkerMessage =
  /** The function is loaded. */
  | { kind: 'ready' }
  | { kind: 'log'; text: string; timestampMs: number }
  | { kind: 'result'; result: WorkerResult }
  /** The function cannot be loaded, or threw what nobody caught. The worker ends next. */
  | { kind: 'crashed'; payload: string }
  /** The function ended its process by a signal, as in `killed`. The worker ends next. */
  | { kind: 'signalled'; signal: string }

export interface WorkerResult {
  payload: string
  failed: boolean
  durationMs: number
  memoryBytes: number
}
