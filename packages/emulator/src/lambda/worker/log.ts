import { format } from 'node:util'
import { type LogBacklog, waitForRoom } from '../log-backlog.ts'
import type { WorkerMessage } from '../worker-messages.ts'
import type { ErrorDescriber } from './describe-error.ts'

export interface FunctionLog {
  /** Whose lines they are from now on. */
  requestId: string | undefined
  write(text: string): void
  line(level: string, text: string): void
  error(what: string, error: unknown): void
}

export function createFunctionLog(
  backlog: LogBacklog,
  hidePaths: (text: string) => string,
  describe: ErrorDescriber,
  post: (message: WorkerMessage) => void,
): FunctionLog {
  const log: FunctionLog = {
    requestId: undefined,
    write: (written) => {
      const text = hidePaths(written)
      waitForRoom(backlog, text.length)
      post({ kind: 'log', text, timestampMs: Date.now() })
    },
    line: (level, text) => log.write(`${new Date().toISOString()}\t${log.requestId}\t${level}\t${text}\n`),
    error: (what, error) => {
      const { errorType, errorMessage, trace } = describe(error)
      log.line('ERROR', `${what} \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`)
    },
  }
  return log
}

const levels = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', warn: 'WARN', error: 'ERROR', log: 'INFO' } as const

/** All that the function prints is its log. */
export function captureOutput(log: FunctionLog): void {
  for (const [method, level] of Object.entries(levels)) {
    Object.assign(console, { [method]: (...values: unknown[]) => log.line(level, format(...values)) })
  }
  const write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    log.write(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
    const callback = typeof encoding === 'function' ? encoding : done
    if (typeof callback === 'function') queueMicrotask(() => callback())
    return true
  }
  Object.assign(process.stdout, { write })
  Object.assign(process.stderr, { write })
}
