import { Worker } from 'node:worker_threads'
import type { Deployment } from './configuration.ts'
import { workerEnvironment } from './environment-variables.ts'
import { exited, responseTooLarge, signalled, timedOut } from './function-error.ts'
import { runtime } from './runtime.ts'
import type { RuntimeInvocation, RuntimeMessage } from './runtime-protocol.ts'
import { runtimeSettings } from './runtime-settings.ts'
import { watchMemory } from './watch-memory.ts'

/** The worker's program. The import stands here: bundlers and test runners rewrite one that stands in a function. */
const program = `const { parentPort, workerData } = require('node:worker_threads');
(${runtime})(parentPort, workerData, (url) => import(url));`

export interface EnvironmentResult {
  payload: string
  failed: boolean
  /** As the REPORT line names it. */
  errorType?: 'Runtime.ExitError' | 'Runtime.OutOfMemory' | 'Runtime.Unknown'
  timedOut?: true
  memoryBytes: number
}

/** One execution environment: a worker that has the function loaded and runs one invocation at a time. */
export interface Environment {
  readonly logStream: string
  /** Settled when the function is loaded, or cannot be. Holds how long it took. */
  readonly initialised: Promise<{ initMs: number }>
  /** False once it cannot be used again: it crashed, was stuck, or never came up. */
  readonly alive: boolean
  invoke(invocation: RuntimeInvocation): Promise<EnvironmentResult>
  close(): Promise<void>
}

export function startEnvironment(deployment: Deployment, logStream: string, log: (text: string) => void): Environment {
  try {
    return startWorker(deployment, logStream, log)
  } catch (error) {
    // NODE_OPTIONS that no worker can have: as Node does, it says so and exits with 9.
    log(`${error instanceof Error ? error.message : error}\n`)
    return {
      logStream,
      initialised: Promise.resolve({ initMs: 0 }),
      alive: false,
      invoke: async ({ requestId }) => ({
        payload: exited(requestId, 9),
        failed: true,
        errorType: 'Runtime.ExitError',
        memoryBytes: 0,
      }),
      close: async () => undefined,
    }
  }
}

function startWorker(deployment: Deployment, logStream: string, log: (text: string) => void): Environment {
  const { configuration } = deployment
  const { memoryMb, timeoutMs } = configuration
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(program, {
    eval: true,
    name: configuration.name,
    workerData: runtimeSettings(deployment, logStream, taken),
    env: workerEnvironment(deployment, logStream),
    stdout: true,
    stderr: true,
    // Small young generation: a warm environment that waits should cost little.
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 4 },
  })
  worker.stdout.resume()
  worker.stderr.resume()

  const startedMs = performance.now()
  const initialised = Promise.withResolvers<{ initMs: number }>()
  let alive = true
  /** Why the worker is about to end, or why it never started. */
  let end: ((requestId: string) => EnvironmentResult) | undefined
  let settle: ((result: EnvironmentResult) => void) | undefined
  let settleEnd: (() => void) | undefined

  const failure = (payload: string, more: Partial<EnvironmentResult> = {}): EnvironmentResult => ({
    payload,
    failed: true,
    memoryBytes: memoryMb * 1024 * 1024,
    ...more,
  })
  const exit = (requestId: string, status: number) =>
    failure(exited(requestId, status), { errorType: 'Runtime.ExitError' })
  const signal = (requestId: string, name: string) =>
    failure(signalled(requestId, name), { errorType: 'Runtime.ExitError' })
  const ranOutOfTime = (requestId: string): EnvironmentResult =>
    failure(timedOut(requestId, timeoutMs), { timedOut: true })
  const ranOutOfMemory = (requestId: string) =>
    failure(signalled(requestId, 'killed'), { errorType: 'Runtime.OutOfMemory' })
  const finish = (result: EnvironmentResult) => {
    settle?.(result)
    settle = undefined
  }

  worker.on('message', (message: RuntimeMessage) => {
    switch (message.kind) {
      case 'log':
        Atomics.add(taken, 0, 1)
        Atomics.notify(taken, 0)
        log(message.text)
        break
      case 'ready':
        initialised.resolve({ initMs: performance.now() - startedMs })
        break
      case 'result':
        finish({ payload: message.payload, failed: false, memoryBytes: message.memoryBytes })
        break
      case 'error':
        finish(failure(message.payload, { memoryBytes: message.memoryBytes }))
        break
      case 'too-large':
        finish(failure(responseTooLarge, { memoryBytes: message.memoryBytes }))
        break
      case 'uncaught':
      case 'init-error':
        end ??= () => failure(message.payload, { errorType: 'Runtime.Unknown' })
        break
      case 'signal':
        end ??= (requestId) => signal(requestId, message.signal)
        break
    }
  })
  worker.on('error', (error: Error & { code?: string }) => {
    const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    end ??= outOfMemory ? ranOutOfMemory : (requestId) => exit(requestId, 1)
  })
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (status) => {
      alive = false
      end ??= (requestId) => exit(requestId, status)
      initialised.resolve({ initMs: performance.now() - startedMs })
      settleEnd?.()
      resolve()
    })
  })
  const stop = (why: (requestId: string) => EnvironmentResult) => {
    alive = false
    end ??= why
    initialised.resolve({ initMs: performance.now() - startedMs })
    settleEnd?.()
    void worker.terminate()
  }

  const initTimer = setTimeout(() => stop(ranOutOfTime), deployment.initTimeoutMs)
  void initialised.promise.then(() => clearTimeout(initTimer))

  const run = async (invocation: RuntimeInvocation): Promise<EnvironmentResult> => {
    const { requestId } = invocation
    await initialised.promise
    if (end) return end(requestId)

    const { promise, resolve } = Promise.withResolvers<EnvironmentResult>()
    settle = resolve
    settleEnd = () => finish((end ?? ranOutOfTime)(requestId))
    const timer = setTimeout(() => stop(ranOutOfTime), timeoutMs)
    const unwatch = watchMemory(worker, memoryMb * 1024 * 1024, () => stop(ranOutOfMemory))
    try {
      worker.postMessage({ ...invocation, deadlineMs: Date.now() + timeoutMs })
      return await promise
    } finally {
      clearTimeout(timer)
      unwatch()
      settleEnd = undefined
    }
  }

  return {
    logStream,
    initialised: initialised.promise,
    get alive() {
      return alive
    },
    invoke: run,
    close: async () => {
      stop((requestId) => signal(requestId, 'terminated'))
      await ended
    },
  }
}
