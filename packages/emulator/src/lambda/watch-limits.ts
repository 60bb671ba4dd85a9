import type { Worker } from 'node:worker_threads'

/** Only what runs longer is measured: most invocations take a millisecond. */
const intervalMs = 20

export interface Limits {
  timeoutMs: number
  /** What the worker may use, in the heap of JavaScript and in buffers beside it: V8 itself limits the heap alone. */
  maxBytes: number
  timedOut(): void
  usedUp(): void
}

/** Watches a worker until the returned function is called. Memory that native code takes for itself is not seen. */
export function watchLimits(worker: Worker, { timeoutMs, maxBytes, timedOut, usedUp }: Limits): () => void {
  let over = false
  const measure = async () => {
    const heap = await worker.getHeapStatistics().catch(() => undefined)
    if (!over && heap && heap.used_heap_size + heap.external_memory > maxBytes) usedUp()
  }
  /** On a busy machine the answer may be here already, behind this timer: what has arrived comes first. */
  const expire = () => void setImmediate(() => over || timedOut())

  const interval = setInterval(measure, intervalMs)
  const limit = setTimeout(expire, timeoutMs)
  return () => {
    over = true
    clearInterval(interval)
    clearTimeout(limit)
  }
}
