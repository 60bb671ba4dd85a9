import type { Worker } from 'node:worker_threads'

/** Only what runs longer is watched: most invocations take a millisecond. */
const intervalMs = 20

/**
 * Tells once the worker uses more than it may, in the heap of JavaScript and in buffers beside it: V8 itself limits the
 * heap alone. Memory that native code takes for itself is not seen. Returns what ends the watch.
 */
export function watchMemory(worker: Worker, maxBytes: number, onExceeded: () => void): () => void {
  let watching = true
  const timer = setInterval(async () => {
    const heap = await worker.getHeapStatistics().catch(() => undefined)
    if (heap && watching && heap.used_heap_size + heap.external_memory > maxBytes) onExceeded()
  }, intervalMs)
  return () => {
    watching = false
    clearInterval(timer)
  }
}
