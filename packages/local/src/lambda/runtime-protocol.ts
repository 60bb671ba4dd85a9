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
  logGroup: string
  logStream: string
  pid: number
  /** Counts the log lines that were taken: a function that logs faster waits, and does not fill the host's memory. */
  taken: Int32Array
}

export interface RuntimeInvocation {
  requestId: string
  payload: string
  functionArn: string
  deadlineMs: number
  clientContext: string | undefined
  traceHeader: string
}

export type RuntimeMessage =
  | { kind: 'ready' }
  /** The module or its handler cannot be had. */
  | { kind: 'init-error'; payload: string }
  | { kind: 'log'; text: string }
  | { kind: 'result'; payload: string; memoryBytes: number }
  | { kind: 'error'; payload: string; memoryBytes: number }
  | { kind: 'too-large'; memoryBytes: number }
  /** An exception that nobody caught: the worker ends next. */
  | { kind: 'uncaught'; payload: string }
  /** The function tried to end its process by a signal: the worker ends next. */
  | { kind: 'signal'; signal: string }
