import type { Deployment } from './configuration.ts'
import { type Environment, type InvocationListener, type InvocationResult, startEnvironment } from './environment.ts'
import type { Invocation } from './worker-messages.ts'
import { newLogStream } from './worker-settings.ts'

export interface PoolOptions {
  /** Environments that may run at once, those blocked by a long invocation not counted. */
  maxEnvironments: number
  /** How long an environment beyond the first stays warm. */
  idleMs: number
  log: (stream: string, text: string, timestampMs: number) => void
}

export interface PoolListener extends InvocationListener {
  /** Called before the environment begins another invocation. */
  ended(result: InvocationResult): void
}

/** The environments of one version of one function. Invocations that find none free wait in order. */
export interface Pool {
  /** Rejects where `signal` is aborted before the invocation has got an environment; never settles where the pool is closed first. */
  invoke(invocation: Invocation, listener: PoolListener, signal?: AbortSignal): Promise<InvocationResult>
  close(): Promise<void>
}

interface Waiting {
  invocation: Invocation
  listener: PoolListener
  resolve(result: InvocationResult): void
}

/** A queue that moves shows that the environments keep up; one that stands for this long asks for another. */
const growAfterMs = 200
/** An invocation that takes longer blocks its environment: the pool may grow by one for it. */
const blockedAfterMs = 500
const maxBlocked = 16

export function createPool(deployment: Deployment, { maxEnvironments, idleMs, log }: PoolOptions): Pool {
  const waiting: Waiting[] = []
  /** The one used last is at the end, and used first. */
  const idle: Environment[] = []
  /** Since when each of them runs its invocation. */
  const busy = new Map<Environment, number>()
  let closed = false
  /** When an invocation last got its environment. */
  let movedMs = 0
  let growTimer: NodeJS.Timeout | undefined
  let shrinkTimer: NodeJS.Timeout | undefined

  const start = (): Environment => {
    const logStream = newLogStream(deployment.executedVersion)
    return startEnvironment(deployment, logStream, (text, timestampMs) => log(logStream, text, timestampMs))
  }

  const takeIdle = (): Environment | undefined => {
    const environment = idle.pop()
    return environment === undefined || environment.alive ? environment : takeIdle()
  }

  const run = async (environment: Environment, { invocation, listener, resolve }: Waiting) => {
    movedMs = performance.now()
    busy.set(environment, movedMs)
    const result = await environment.invoke(invocation, listener)
    listener.ended(result)
    busy.delete(environment)
    if (environment.alive) idle.push(environment)
    resolve(result)
    dispatch()
  }

  const dispatch = () => {
    if (closed) return
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      const environment = takeIdle() ?? (busy.size === 0 ? start() : undefined)
      if (environment === undefined) break
      waiting.shift()
      void run(environment, next)
    }
    // What has arrived by the time that a late timer fires is taken first.
    if (waiting.length > 0) growTimer ??= setTimeout(() => setImmediate(grow), growAfterMs)
    else if (idle.length > 0 && idle.length + busy.size > 1) shrinkTimer ??= setTimeout(shrink, idleMs).unref()
  }

  const grow = () => {
    growTimer = undefined
    const nowMs = performance.now()
    const blocked = [...busy.values()].filter((sinceMs) => nowMs - sinceMs > blockedAfterMs).length
    const next = waiting[0]
    if (
      !closed &&
      next !== undefined &&
      nowMs - movedMs >= growAfterMs &&
      busy.size < maxEnvironments + Math.min(blocked, maxBlocked)
    ) {
      waiting.shift()
      void run(start(), next)
    }
    dispatch()
  }

  const shrink = () => {
    shrinkTimer = undefined
    const kept = busy.size > 0 ? 0 : 1
    for (const environment of idle.splice(0, Math.max(0, idle.length - kept))) void environment.close()
    dispatch()
  }

  return {
    invoke: (invocation, listener, signal) =>
      new Promise((resolve, reject) => {
        const one = { invocation, listener, resolve }
        waiting.push(one)
        dispatch()
        if (waiting.at(-1) !== one) return
        // Once nobody waits for it any more: to run it would delay those behind it.
        const withdraw = () => {
          const index = waiting.indexOf(one)
          if (index < 0) return
          waiting.splice(index, 1)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', withdraw, { once: true })
      }),
    close: async () => {
      closed = true
      clearTimeout(growTimer)
      clearTimeout(shrinkTimer)
      await Promise.all([...idle, ...busy.keys()].map((environment) => environment.close()))
    },
  }
}
