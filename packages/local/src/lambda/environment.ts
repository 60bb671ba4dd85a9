import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { dirname, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Deployment } from './configuration.ts'
import { workerEnvironment } from './environment-variables.ts'
import { exited, maxResponseBytes, responseTooLarge, signalled, timedOut } from './function-error.ts'
import { runtime } from './runtime.ts'
import type { RuntimeInvocation, RuntimeMessage, RuntimeSettings } from './runtime-protocol.ts'

/** The worker's program. The import stands here: bundlers and test runners rewrite one that stands in a function. */
const program = `const { parentPort, workerData } = require('node:worker_threads');
(${runtime})(parentPort, workerData, (url) => import(url));`

const maxInitMs = 10_000
/** Only what runs longer is watched: most invocations take a millisecond. */
const memoryCheckMs = 20

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

export function startEnvironment(deployment: Deployment, log: (text: string) => void): Environment {
  const { configuration } = deployment
  const { memoryMb, timeoutMs } = configuration
  const logStream = newLogStream(deployment.executedVersion)
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const settings = runtimeSettings(deployment, logStream, taken)
  const worker = new Worker(program, {
    eval: true,
    name: configuration.name,
    workerData: settings,
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

  const failure = (payload: string, more: Partial<EnvironmentResult> = {}): EnvironmentResult => ({
    payload,
    failed: true,
    memoryBytes: memoryMb * 1024 * 1024,
    ...more,
  })
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
        end ??= (requestId) => failure(signalled(requestId, message.signal), { errorType: 'Runtime.ExitError' })
        break
    }
  })
  worker.on('error', (error: Error & { code?: string }) => {
    const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    end ??= outOfMemory
      ? killedForMemory
      : (requestId) => failure(exited(requestId, 1), { errorType: 'Runtime.ExitError' })
  })
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (status) => {
      alive = false
      end ??= (requestId) => failure(exited(requestId, status), { errorType: 'Runtime.ExitError' })
      initialised.resolve({ initMs: performance.now() - startedMs })
      settleEnd?.()
      resolve()
    })
  })
  let settleEnd: (() => void) | undefined
  const killedForMemory = (requestId: string) =>
    failure(signalled(requestId, 'killed'), { errorType: 'Runtime.OutOfMemory' })

  const stop = (why: (requestId: string) => EnvironmentResult) => {
    alive = false
    end ??= why
    settleEnd?.()
    void worker.terminate()
  }

  const run = async (invocation: RuntimeInvocation): Promise<EnvironmentResult> => {
    const { requestId } = invocation
    const timeout = (): EnvironmentResult => ({ ...failure(timedOut(requestId, timeoutMs)), timedOut: true })
    const initTimer = setTimeout(() => stop(timeout), maxInitMs)
    await initialised.promise
    clearTimeout(initTimer)
    if (end) return end(requestId)

    const { promise, resolve } = Promise.withResolvers<EnvironmentResult>()
    settle = resolve
    settleEnd = () => finish((end ?? timeout)(requestId))
    const timer = setTimeout(() => stop(timeout), timeoutMs)
    const memoryTimer = setInterval(async () => {
      const heap = await worker.getHeapStatistics().catch(() => undefined)
      const used = (heap?.used_heap_size ?? 0) + (heap?.external_memory ?? 0)
      if (used > memoryMb * 1024 * 1024 && settle === resolve) stop(killedForMemory)
    }, memoryCheckMs)
    try {
      worker.postMessage({ ...invocation, deadlineMs: Date.now() + timeoutMs })
      return await promise
    } finally {
      clearTimeout(timer)
      clearInterval(memoryTimer)
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
      stop((requestId) => failure(signalled(requestId, 'terminated'), { errorType: 'Runtime.ExitError' }))
      await ended
    },
  }
}

function runtimeSettings(deployment: Deployment, logStream: string, taken: Int32Array): RuntimeSettings {
  const { configuration, executedVersion, logGroup } = deployment
  const bundle = realPath(configuration.bundle)
  const rootPath = dirname(bundle) + sep
  return {
    bundleUrl: pathToFileURL(bundle).href,
    rootUrl: pathToFileURL(rootPath).href,
    rootPath,
    handler: configuration.handler,
    maxResponseBytes,
    functionName: configuration.name,
    functionVersion: executedVersion,
    memoryMb: configuration.memoryMb,
    logGroup,
    logStream,
    pid: process.pid,
    taken,
  }
}

/** As the module loader will name it in traces. A bundle that is not there is the runtime's to report. */
function realPath(bundle: string): string {
  try {
    return realpathSync(bundle)
  } catch {
    return bundle
  }
}

function newLogStream(version: string): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/')
  return `${day}/[${version}]${randomBytes(16).toString('hex')}`
}
