import { Worker } from 'node:worker_threads'
import { createClaims, recall } from './claims.ts'
import type { Deployment } from './configuration.ts'
import { workerEnvironment } from './environment-variables.ts'
import { exited, responseTooLarge, signalled, timedOut } from './function-error.ts'
import { createLogRing, type LogRecord, logReader, logWriter } from './log-ring.ts'
import { runtime } from './runtime.ts'
import { decodeMessage, encodeWork, type RuntimeInvocation, type RuntimeResult } from './runtime-protocol.ts'
import { runtimeSettings } from './runtime-settings.ts'
import { watchWork } from './watch-work.ts'

/** The worker's program. The import stands here: bundlers and test runners rewrite one that stands in a function. */
const program = `const { parentPort, workerData } = require('node:worker_threads');
(${runtime})(parentPort, workerData, (url) => import(url), ${logWriter});`

export interface EnvironmentResult {
  payload: string
  failed: boolean
  /** As the REPORT line names it. */
  errorType?: 'Runtime.ExitError' | 'Runtime.OutOfMemory' | 'Runtime.Unknown'
  timedOut?: true
  durationMs: number
  memoryBytes: number
}

/** One invocation, and who is told of it: `ended` once, or `returned` once where it has not begun and has to be run elsewhere. */
export interface Job {
  invocation: RuntimeInvocation
  began(timestampMs: number): void
  wrote(text: string): void
  ended(result: EnvironmentResult): void
  returned(): void
}

/** One execution environment: a worker that has the function loaded and runs one invocation at a time. */
export interface Environment {
  readonly logStream: string
  /** Settled when the function is loaded, or cannot be. Holds how long it took. */
  readonly initialised: Promise<{ initMs: number }>
  /** False once it cannot be used again: it crashed, was stuck, or never came up. */
  readonly alive: boolean
  /** Runs one job after the other. Those behind one that takes long, or that ends the environment, are returned. */
  run(jobs: readonly Job[]): void
  close(): Promise<void>
}

type Log = (text: string, timestampMs: number) => void
type Ending = (requestId: string) => Omit<EnvironmentResult, 'durationMs'>

export function startEnvironment(deployment: Deployment, logStream: string, log: Log): Environment {
  try {
    return startWorker(deployment, logStream, log)
  } catch (error) {
    // NODE_OPTIONS that no worker can have: as Node does, it says so and exits with 9.
    log(`${error instanceof Error ? error.message : error}\n`, Date.now())
    return {
      logStream,
      initialised: Promise.resolve({ initMs: 0 }),
      alive: false,
      run: (jobs) => {
        for (const { invocation, ended } of jobs) {
          const payload = exited(invocation.requestId, 9)
          ended({ payload, failed: true, errorType: 'Runtime.ExitError', durationMs: 0, memoryBytes: 0 })
        }
      },
      close: async () => undefined,
    }
  }
}

function startWorker(deployment: Deployment, logStream: string, log: Log): Environment {
  const { configuration } = deployment
  const { memoryMb, timeoutMs } = configuration
  const shared = { log: createLogRing(), claims: createClaims() }
  const worker = new Worker(program, {
    eval: true,
    name: configuration.name,
    workerData: runtimeSettings(deployment, logStream, shared),
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
  const readLog = logReader(shared.log)
  /** Handed over and not ended. The first is the one that runs, or is about to. */
  const jobs: { number: number; job: Job }[] = []
  let lastNumber = 0
  let jobStartedMs = 0
  let ready = false
  let alive = true
  /** Why the worker is about to end, or why it never started. */
  let end: Ending | undefined

  const failure = (payload: string, more: Partial<EnvironmentResult> = {}) => ({
    payload,
    failed: true,
    memoryBytes: memoryMb * 1024 * 1024,
    ...more,
  })
  const exit = (requestId: string, status: number) =>
    failure(exited(requestId, status), { errorType: 'Runtime.ExitError' })
  const signal = (requestId: string, name: string) =>
    failure(signalled(requestId, name), { errorType: 'Runtime.ExitError' })
  const ranOutOfTime: Ending = (requestId) => failure(timedOut(requestId, timeoutMs), { timedOut: true })
  const ranOutOfMemory: Ending = (requestId) =>
    failure(signalled(requestId, 'killed'), { errorType: 'Runtime.OutOfMemory' })

  const takeRecord = ({ job: number, timestampMs, text }: LogRecord) => {
    const { job } = jobs.find((one) => one.number === number) ?? {}
    if (text === undefined) return job?.began(timestampMs)
    log(text, timestampMs)
    job?.wrote(text)
  }
  /** What the next job writes is not taken before this one has ended: its lines stand between its own START and END. */
  const takeLog = () => readLog(jobs[0]?.number ?? lastNumber, takeRecord)

  const finish = (result: EnvironmentResult) => {
    takeLog()
    const { job } = jobs.shift() ?? {}
    jobStartedMs = performance.now()
    watch.next(jobs.length > 0)
    job?.ended(result)
  }
  const returnAfter = (number: number) => {
    const kept = jobs.findLastIndex((one) => one.number <= number) + 1
    for (const { job } of jobs.splice(kept).reverse()) job.returned()
  }
  const settle = ({ kind, payload, durationMs, memoryBytes }: RuntimeResult) => {
    const answer = kind === 'too-large' ? responseTooLarge : payload
    finish({ payload: answer, failed: kind !== 'result', durationMs, memoryBytes })
  }

  /** The worker cannot be used any more: the job that it was at has failed, those behind it have not begun. */
  const over = (why: Ending) => {
    if (!alive) return
    alive = false
    end ??= why
    initialised.resolve({ initMs: performance.now() - startedMs })
    const [first] = jobs
    const claimed = recall(shared.claims, lastNumber)
    // One that has never begun a job fails its first: another would end in the same way.
    if (first !== undefined && (claimed >= first.number || claimed === 0 || end === ranOutOfTime)) {
      returnAfter(first.number)
      const durationMs = ready ? performance.now() - jobStartedMs : 0
      finish({ ...end(first.job.invocation.requestId), durationMs })
    } else returnAfter(claimed)
    takeLog()
    watch.close()
  }
  const stop = (why: Ending) => {
    over(why)
    void worker.terminate()
  }

  const watch = watchWork(worker, {
    timeoutMs,
    maxBytes: memoryMb * 1024 * 1024,
    timedOut: () => stop(ranOutOfTime),
    usedUp: () => stop(ranOutOfMemory),
    lasts: () => {
      takeLog()
      const [first] = jobs
      if (first === undefined || jobs.length === 1) return
      const claimed = recall(shared.claims, lastNumber)
      returnAfter(Math.max(claimed, first.number))
      if (claimed >= first.number) return
      // What an earlier invocation left behind keeps the worker from it: it stays, as its time runs, under a number that can be claimed.
      first.number = ++lastNumber
      worker.postMessage(encodeWork(first.number, [first.job.invocation]))
    },
  })

  worker.on('message', (text: string) => {
    const message = decodeMessage(text)
    switch (message.kind) {
      case 'log':
        takeLog()
        break
      case 'ready':
        ready = true
        initialised.resolve({ initMs: performance.now() - startedMs })
        jobStartedMs = performance.now()
        watch.next(jobs.length > 0)
        break
      case 'result':
      case 'error':
      case 'too-large':
        settle(message)
        break
      case 'uncaught':
      case 'init-error':
        end ??= () => failure(message.payload, { errorType: 'Runtime.Unknown' })
        break
      case 'signal':
        end ??= (requestId) => signal(requestId, message.payload)
        break
    }
  })
  worker.on('error', (error: Error & { code?: string }) => {
    const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    end ??= outOfMemory ? ranOutOfMemory : (requestId) => exit(requestId, 1)
  })
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (status) => {
      over((requestId) => exit(requestId, status))
      resolve()
    })
  })

  const initTimer = setTimeout(() => stop(ranOutOfTime), deployment.initTimeoutMs)
  void initialised.promise.then(() => clearTimeout(initTimer))

  return {
    logStream,
    initialised: initialised.promise,
    get alive() {
      return alive
    },
    run: (more) => {
      if (!alive) {
        for (const job of more.toReversed()) job.returned()
        return
      }
      const work = encodeWork(
        lastNumber + 1,
        more.map(({ invocation }) => invocation),
      )
      if (jobs.length === 0) jobStartedMs = performance.now()
      for (const job of more) jobs.push({ number: ++lastNumber, job })
      if (ready) watch.next(true)
      worker.postMessage(work)
    },
    close: async () => {
      stop((requestId) => signal(requestId, 'terminated'))
      await ended
    },
  }
}
