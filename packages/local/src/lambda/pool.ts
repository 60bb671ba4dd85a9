import { statSync } from 'node:fs'
import type { Deployment } from './configuration.ts'
import { type Environment, type EnvironmentResult, startEnvironment } from './environment.ts'
import type { RuntimeInvocation } from './runtime-protocol.ts'
import { newLogStream } from './runtime-settings.ts'

export interface PoolOptions {
  maxEnvironments: number
  idleMs: number
  log: (stream: string, text: string) => void
}

export interface PoolResult extends EnvironmentResult {
  logStream: string
  durationMs: number
  /** Only where the invocation was the first of its environment. */
  initMs?: number
}

/** The environments of one version of one function. Invocations that find none free wait in order. */
export interface Pool {
  /** Rejects where `signal` is aborted before the invocation has got an environment. */
  invoke(invocation: RuntimeInvocation, listener: InvocationListener, signal?: AbortSignal): Promise<PoolResult>
  /** Environments that have an older bundle loaded end after their invocation. */
  refresh(): void
  close(): Promise<void>
}

export interface InvocationListener {
  /** The invocation has got its environment. */
  began(logStream: string): void
  /** The function wrote a line. */
  wrote(text: string): void
}

interface Member {
  environment: Environment
  /** What the bundle's file was like when the environment loaded it. */
  bundleStamp: string
  busySinceMs: number | undefined
  listener: InvocationListener | undefined
  fresh: boolean
}

interface Job {
  invocation: RuntimeInvocation
  listener: InvocationListener
  resolve: (result: PoolResult) => void
  reject: (error: unknown) => void
}

/** A queue that moves shows that the environments keep up; one that stands for this long asks for another. */
const growAfterMs = 200
/** An invocation that takes longer blocks its environment: the pool may grow by one for it. */
const stuckAfterMs = 500
const maxStuck = 16
/** A timer that fires this late shows a machine with too much to do: another cold start would make it worse. */
const overloadedMs = 100

export function createPool(deployment: Deployment, { maxEnvironments, idleMs, log }: PoolOptions): Pool {
  const members = new Set<Member>()
  let idle: Member[] = []
  let waiting: Job[] = []
  let closed = false
  /** When an invocation last got its environment. */
  let movedMs = 0
  let growTimer: NodeJS.Timeout | undefined
  let idleTimer: NodeJS.Timeout | undefined

  const start = (): Member => {
    const bundleStamp = stampOf(deployment.configuration.bundle) ?? ''
    const logStream = newLogStream(deployment.executedVersion)
    let listener: () => InvocationListener | undefined = () => undefined
    const environment = startEnvironment(deployment, logStream, (text) => {
      log(logStream, text)
      listener()?.wrote(text)
    })
    const member: Member = { environment, bundleStamp, busySinceMs: undefined, listener: undefined, fresh: true }
    listener = () => member.listener
    members.add(member)
    return member
  }

  const drop = (member: Member) => {
    members.delete(member)
    void member.environment.close()
  }

  const takeIdle = (): Member | undefined => {
    const stamp = stampOf(deployment.configuration.bundle)
    for (;;) {
      const member = idle.pop()
      if (!member) return undefined
      const current = stamp === undefined || stamp === member.bundleStamp
      if (member.environment.alive && current) return member
      drop(member)
    }
  }

  const run = async (member: Member, { invocation, listener, resolve, reject }: Job) => {
    const { environment } = member
    member.busySinceMs = Date.now()
    member.listener = listener
    movedMs = performance.now()
    try {
      const cold = member.fresh
      member.fresh = false
      const { initMs } = await environment.initialised
      listener.began(environment.logStream)
      const startMs = performance.now()
      const result = await environment.invoke(invocation)
      const durationMs = performance.now() - startMs
      // The end of the machine room is no result of the invocation: nobody is told one.
      if (closed) return
      resolve({ ...result, logStream: environment.logStream, durationMs, ...(cold ? { initMs } : {}) })
    } catch (error) {
      reject(error)
    } finally {
      member.busySinceMs = undefined
      member.listener = undefined
      if (environment.alive && members.has(member)) idle.push(member)
      else drop(member)
      if (!closed) dispatch()
    }
  }

  const grow = (dueMs: number) => {
    growTimer = undefined
    const nowMs = performance.now()
    if (nowMs - dueMs > overloadedMs || nowMs - movedMs < growAfterMs) return dispatch()
    const stuckSinceMs = Date.now() - stuckAfterMs
    const stuck = [...members].filter(({ busySinceMs }) => busySinceMs !== undefined && busySinceMs < stuckSinceMs)
    const job =
      waiting.length > 0 && members.size < maxEnvironments + Math.min(stuck.length, maxStuck) && waiting.shift()
    if (job) void run(start(), job)
    dispatch()
  }

  const dispatch = () => {
    while (waiting.length > 0) {
      const member = takeIdle() ?? (members.size === 0 ? start() : undefined)
      if (!member) break
      const job = waiting.shift()
      if (job) void run(member, job)
    }
    if (waiting.length > 0) growTimer ??= setTimeout(grow, growAfterMs, performance.now() + growAfterMs)
    else if (members.size > 1) idleTimer ??= setTimeout(shrink, idleMs).unref()
  }

  /** Nobody waits for it any more: run it, and those behind it would be late as well. */
  const withdraw = (job: Job, reason: unknown) => {
    const place = waiting.indexOf(job)
    if (place < 0) return
    waiting.splice(place, 1)
    job.reject(reason)
  }

  const shrink = () => {
    idleTimer = undefined
    // The first of the pile is the one that was used least lately.
    const kept = members.size - idle.length > 0 ? 0 : 1
    for (const member of idle.splice(0, Math.max(0, idle.length - kept))) drop(member)
    dispatch()
  }

  return {
    invoke: (invocation, listener, signal) =>
      new Promise((resolve, reject) => {
        const job = { invocation, listener, resolve, reject }
        waiting.push(job)
        signal?.addEventListener('abort', () => withdraw(job, signal.reason), { once: true })
        dispatch()
      }),
    refresh: () => {
      for (const member of idle) drop(member)
      idle = []
      // Those at work are closed when they come back.
      for (const member of members) member.bundleStamp = ''
    },
    close: async () => {
      closed = true
      clearTimeout(growTimer)
      clearTimeout(idleTimer)
      waiting = []
      await Promise.all([...members].map(({ environment }) => environment.close()))
      members.clear()
    },
  }
}

/** Changes whenever a build writes the bundle. Undefined while there is none: a build may be under way. */
function stampOf(bundle: string): string | undefined {
  const stats = statSync(bundle, { throwIfNoEntry: false })
  return stats && `${stats.ino}:${stats.size}:${stats.mtimeMs}`
}
