import type { Worker } from 'node:worker_threads'
import type { Deployment } from './configuration.ts'
import {
  crashed,
  type EnvironmentEnd,
  exited,
  type FunctionError,
  outOfMemory,
  signalled,
  timedOut,
} from './function-error.ts'
import { createLogBacklog, type LogBacklog, makeRoom } from './log-backlog.ts'
import { startWorker } from './start-worker.ts'
import { watchLimits } from './watch-limits.ts'
import type { Invocation, WorkerMessage } from './worker-messages.ts'

export interface InvocationResult extends FunctionError {
  failed: boolean
  durationMs: number
  memoryBytes: number
  /** Only where the invocation was the first of its environment. */
  initMs?: number
}

export interface InvocationListener {
  /** The function was called. */
  began(logStream: string, timestampMs: number): void
  /** The function wrote to its log. */
  wrote(text: string): void
}

/** One execution environment: a worker that has the function loaded and runs one invocation at a time. */
export interface Environment {
  /** False once it cannot be used again: it crashed, hung, or never came up. */
  readonly alive: boolean
  /** Only while it runs no other. Never settles where the environment is closed meanwhile. */
  invoke(invocation: Invocation, listener: InvocationListener): Promise<InvocationResult>
  close(): Promise<void>
}

interface Running {
  invocation: Invocation
  listener: InvocationListener
  /** Left out while the function is loaded. */
  begunMs?: number
  resolve(result: InvocationResult): void
}

export type EnvironmentLog = (text: string, timestampMs: number) => void

export function startEnvironment(deployment: Deployment, logStream: string, log: EnvironmentLog): Environment {
  const backlog = createLogBacklog()
  try {
    return environmentOf(startWorker(deployment, logStream, backlog), backlog, deployment, logStream, log)
  } catch (error) {
    // As Node does, it reports the options and exits with 9.
    log(`${error instanceof Error ? error.message : error}\n`, Date.now())
    return unstartable(logStream)
  }
}

function environmentOf(
  worker: Worker,
  backlog: LogBacklog,
  { configuration, initTimeoutMs }: Deployment,
  logStream: string,
  log: EnvironmentLog,
): Environment {
  const { timeoutMs } = configuration
  const maxBytes = configuration.memoryMb * 1024 * 1024
  const startedMs = performance.now()
  let running: Running | undefined
  let ready = false
  /** Reported with the first result. */
  let initMs: number | undefined
  /** Why it has ended, or is about to. */
  let end: EnvironmentEnd | undefined

  const began = (one: Running) => {
    one.begunMs = performance.now()
    one.listener.began(logStream, Date.now())
  }
  const finish = (result: InvocationResult) => {
    stopWatching()
    running?.resolve(initMs === undefined ? result : { ...result, initMs })
    running = undefined
    initMs = undefined
  }
  const fail = (why: EnvironmentEnd) => {
    end ??= why
    stopWatching()
    if (running === undefined) return
    if (!ready) initMs = performance.now() - startedMs
    if (running.begunMs === undefined) began(running)
    const durationMs = ready ? performance.now() - (running.begunMs ?? 0) : 0
    finish({ ...end(running.invocation.requestId), failed: true, durationMs, memoryBytes: maxBytes })
  }
  const stop = (why: EnvironmentEnd) => {
    fail(why)
    void worker.terminate()
  }
  const watch = (limitMs: number) =>
    watchLimits(worker, {
      timeoutMs: limitMs,
      maxBytes,
      timedOut: () => stop(timedOut(timeoutMs)),
      usedUp: () => stop(outOfMemory),
    })
  const begin = (one: Running) => {
    began(one)
    stopWatching = watch(timeoutMs)
    worker.postMessage(one.invocation)
  }
  let stopWatching = watch(initTimeoutMs)

  worker.on('message', (message: WorkerMessage) => {
    switch (message.kind) {
      case 'ready':
        stopWatching()
        ready = true
        initMs = performance.now() - startedMs
        if (running !== undefined) begin(running)
        break
      case 'log':
        makeRoom(backlog, message.text.length)
        log(message.text, message.timestampMs)
        running?.listener.wrote(message.text)
        break
      case 'result':
        finish(message.result)
        break
      case 'crashed':
        end ??= crashed(message.payload)
        break
      case 'signalled':
        end ??= signalled(message.signal)
        break
    }
  })
  worker.on('error', ({ code }: NodeJS.ErrnoException) => {
    end ??= code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory : exited(1)
  })
  // All that the worker sent has arrived by then.
  worker.on('exit', (status) => fail(exited(status)))

  return {
    get alive() {
      return end === undefined
    },
    invoke: (invocation, listener) =>
      new Promise((resolve) => {
        running = { invocation, listener, resolve }
        if (ready) begin(running)
      }),
    close: async () => {
      running = undefined
      fail(signalled('terminated'))
      await worker.terminate()
    },
  }
}

function unstartable(logStream: string): Environment {
  return {
    alive: false,
    invoke: async ({ requestId }, listener) => {
      listener.began(logStream, Date.now())
      return { ...exited(9)(requestId), failed: true, durationMs: 0, memoryBytes: 0, initMs: 0 }
    },
    close: async () => undefined,
  }
}
