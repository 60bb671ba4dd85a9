import type { Deployment } from './configuration.ts'
import { type Environment, type EnvironmentResult, type Job, startEnvironment } from './environment.ts'
import type { RuntimeInvocation } from './runtime-protocol.ts'
import { newLogStream } from './runtime-settings.ts'

export interface PoolOptions {
  maxEnvironments: number
  idleMs: number
  log: (stream: string, text: string, timestampMs: number) => void
}

export interface PoolResult extends EnvironmentResult {
  logStream: string
  /** Only where the invocation was the first of its environment. */
  initMs?: number
}

/** The environments of one version of one function. Invocations that find none free wait in order. */
export interface Pool {
  /** Rejects where `signal` is aborted before the invocation has got an environment. */
  invoke(invocation: RuntimeInvocation, listener: InvocationListener, signal?: AbortSignal): Promise<PoolResult>
  close(): Promise<void>
}

export interface InvocationListener {
  /** The function was called. */
  began(logStream: string, timestampMs: number): void
  /** The function wrote a line. */
  wrote(text: string): void
}

interface Member {
  environment: Environment
  fresh: boolean
  /** How many invocations it has, and since when the first of them. */
  load: number
  busySinceMs: number
}

interface Waiting {
  invocation: RuntimeInvocation
  listener: InvocationListener
  signal: AbortSignal | undefined
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
/**
 * To wake an environment takes longer than a quick function: where many invocations wait, it gets as many at once as it ends in about
 * this time.
 */
const handoverMs = 5
const maxHandover = 32

export function createPool(deployment: Deployment, { maxEnvironments, idleMs, log }: PoolOptions): Pool {
  const members = new Set<Member>()
  const idle: Member[] = []
  let waiting: Waiting[] = []
  let closed = false
  /** When an invocation last got its environment. */
  let movedMs = 0
  /** How long an invocation takes here, the last ones counting most. */
  let usualMs = handoverMs
  let dispatching = false
  let growTimer: NodeJS.Timeout | undefined
  let idleTimer: NodeJS.Timeout | undefined

  const start = (): Member => {
    const logStream = newLogStream(deployment.executedVersion)
    const environment = startEnvironment(deployment, logStream, (text, timestampMs) =>
      log(logStream, text, timestampMs),
    )
    const member: Member = { environment, fresh: true, load: 0, busySinceMs: 0 }
    members.add(member)
    return member
  }

  const drop = (member: Member) => {
    members.delete(member)
    void member.environment.close()
  }

  const takeIdle = (): Member | undefined => {
    for (let member = idle.pop(); member !== undefined; member = idle.pop()) {
      if (member.environment.alive) return member
      drop(member)
    }
    return undefined
  }

  /** One invocation less for a member. Without any it is free, or gone. */
  const unload = (member: Member) => {
    member.load--
    member.busySinceMs = Date.now()
    if (member.load > 0) return
    if (member.environment.alive && members.has(member)) idle.push(member)
    else drop(member)
  }

  const jobOf = (member: Member, one: Waiting): Job => {
    const { environment } = member
    const { logStream } = environment
    const cold = member.fresh
    let begun = false
    member.fresh = false
    const began = (timestampMs: number) => {
      if (begun || closed) return
      begun = true
      one.listener.began(logStream, timestampMs)
    }
    const tell = async (result: EnvironmentResult) => {
      // The end of the emulator is no result of the invocation: nobody is told one.
      if (closed) return
      began(Date.now() - result.durationMs)
      one.resolve({ ...result, logStream, ...(cold ? await environment.initialised : {}) })
    }
    return {
      invocation: one.invocation,
      began,
      wrote: one.listener.wrote,
      ended: (result) => {
        usualMs += (result.durationMs - usualMs) / 8
        unload(member)
        void tell(result)
        dispatch()
      },
      returned: () => {
        unload(member)
        if (one.signal?.aborted) one.reject(one.signal.reason)
        else waiting.unshift(one)
        dispatch()
      },
    }
  }

  const give = (member: Member, count: number) => {
    const jobs = waiting.splice(0, member.fresh ? 1 : count).map((one) => jobOf(member, one))
    member.load = jobs.length
    member.busySinceMs = Date.now()
    movedMs = performance.now()
    member.environment.run(jobs)
  }

  const grow = (dueMs: number) => {
    growTimer = undefined
    const nowMs = performance.now()
    if (nowMs - dueMs > overloadedMs || nowMs - movedMs < growAfterMs) return dispatch()
    const stuckSinceMs = Date.now() - stuckAfterMs
    const stuck = [...members].filter(({ load, busySinceMs }) => load > 0 && busySinceMs < stuckSinceMs)
    const allowed = maxEnvironments + Math.min(stuck.length, maxStuck)
    if (waiting.length > 0 && members.size < allowed) give(start(), 1)
    dispatch()
  }

  const distribute = () => {
    dispatching = false
    if (closed) return
    while (waiting.length > 0) {
      const member = takeIdle() ?? (members.size === 0 ? start() : undefined)
      if (!member) break
      give(member, Math.max(1, Math.min(maxHandover, Math.floor(handoverMs / usualMs))))
    }
    if (waiting.length > 0) growTimer ??= setTimeout(grow, growAfterMs, performance.now() + growAfterMs)
    else if (members.size > 1) idleTimer ??= setTimeout(shrink, idleMs).unref()
  }

  /** Once all that happens now has happened: what is invoked at once is handed over at once. */
  const dispatch = () => {
    if (dispatching) return
    dispatching = true
    process.nextTick(distribute)
  }

  /** Nobody waits for it any more: run it, and those behind it would be late as well. */
  const withdraw = (one: Waiting, reason: unknown) => {
    const place = waiting.indexOf(one)
    if (place < 0) return
    waiting.splice(place, 1)
    one.reject(reason)
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
        const one = { invocation, listener, signal, resolve, reject }
        waiting.push(one)
        signal?.addEventListener('abort', () => withdraw(one, signal.reason), { once: true })
        dispatch()
      }),
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
