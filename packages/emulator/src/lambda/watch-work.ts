import type { Worker } from 'node:worker_threads'

/** Only what runs longer is looked at: most invocations take a millisecond. */
const intervalMs = 20

export interface WatchedLimits {
  /** How long one invocation may take. */
  timeoutMs: number
  /** What the worker may use, in the heap of JavaScript and in buffers beside it: V8 itself limits the heap alone. */
  maxBytes: number
  timedOut(): void
  usedUp(): void
  /** Called again and again while an invocation takes longer than most. */
  lasts(): void
}

export interface Watch {
  /** An invocation begins, or (`at work` being false) the last one has ended. */
  next(atWork: boolean): void
  close(): void
}

/** Looks after a worker while it works. Memory that native code takes for itself is not seen. */
export function watchWork(worker: Worker, { timeoutMs, maxBytes, timedOut, usedUp, lasts }: WatchedLimits): Watch {
  let tick: NodeJS.Timeout | undefined
  let limit: NodeJS.Timeout | undefined
  let begun = 0

  const look = async (of: number) => {
    if (of !== begun) return
    lasts()
    const heap = await worker.getHeapStatistics().catch(() => undefined)
    if (of === begun && heap && heap.used_heap_size + heap.external_memory > maxBytes) usedUp()
  }
  /** On a busy machine the answer may be here already, behind this timer: what has arrived comes first. */
  const expire = (of: number) => void setImmediate(() => of === begun && timedOut())

  const close = () => {
    begun++
    clearInterval(tick)
    clearTimeout(limit)
  }
  return {
    next: (atWork) => {
      close()
      if (!atWork) return
      tick = setInterval(look, intervalMs, begun)
      limit = setTimeout(expire, timeoutMs, begun)
    },
    close,
  }
}
