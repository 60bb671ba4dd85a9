import { availableParallelism } from 'node:os'
import type { Evaluator } from 'asl'
import { type ExpressionWorker, startExpressionWorker } from './start-expression-worker.ts'

export interface ExpressionEvaluator {
  /** Never settles where the evaluator is closed first. */
  evaluate: Evaluator
  close(): Promise<void>
}

/** AWS ends an evaluation after one second (developer guide, "Transforming data with JSONata"). */
const DEADLINE_MS = 1000
/** What takes less is not worth a write of its own. */
const LONG_MS = 50
/** One that takes long leaves a place to the others, and all of them a processor to the API where there are several. */
const MAX_WORKERS = Math.max(2, availableParallelism() - 1)

/**
 * Evaluates what may take long in threads of its own, where it holds up nobody and can be ended. They start when there
 * is something to do, and one is kept for what comes next.
 */
export function createEvaluator(deadlineMs = DEADLINE_MS, maxWorkers = MAX_WORKERS): ExpressionEvaluator {
  const workers = new Set<ExpressionWorker>()
  const waiting: ((worker: ExpressionWorker) => void)[] = []
  let warm: ExpressionWorker | undefined
  let closed = false

  function start(): ExpressionWorker {
    const worker = startExpressionWorker(deadlineMs)
    workers.add(worker)
    return worker
  }

  function take(): ExpressionWorker | Promise<ExpressionWorker> {
    if (closed) return NEVER
    const kept = warm
    warm = undefined
    if (kept?.alive) return kept
    if (kept !== undefined) workers.delete(kept)
    return workers.size < maxWorkers ? start() : new Promise((resolve) => waiting.push(resolve))
  }

  function giveBack(worker: ExpressionWorker): void {
    if (closed) return
    if (!worker.alive) workers.delete(worker)
    const next = waiting.shift()
    if (next !== undefined) next(worker.alive ? worker : start())
    else if (warm === undefined && worker.alive) warm = worker
    else if (workers.delete(worker)) worker.end()
  }

  return {
    async evaluate(evaluation, isLong) {
      const timer = setTimeout(isLong, LONG_MS).unref()
      const worker = await take()
      try {
        const result = await worker.evaluate(evaluation)
        return closed ? await NEVER : result
      } finally {
        clearTimeout(timer)
        giveBack(worker)
      }
    },
    async close() {
      closed = true
      await Promise.all([...workers].map((worker) => worker.end()))
    },
  }
}

const NEVER = new Promise<never>(() => undefined)
