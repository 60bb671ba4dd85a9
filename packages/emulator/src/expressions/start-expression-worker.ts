import { once } from 'node:events'
import { extname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { EVALUATION_OUT_OF_MEMORY, EVALUATION_TIMED_OUT, type Evaluation, type EvaluationResult } from 'asl'

/** Lies beside this module: a source beside the source, a bundle of its own beside the bundle. */
const program = new URL(`./expression-worker${extname(import.meta.url)}`, import.meta.url)
/** An evaluation ends at a few MB, and takes many times that on its way. */
const MEMORY_MB = 512
/** How many times its deadline an evaluation may take on a busy machine. */
const MAX_WAIT = 3

export interface ExpressionWorker {
  /** False once an evaluation was ended. */
  readonly alive: boolean
  /** One at a time. Rejects where no worker can be started. */
  evaluate(evaluation: Evaluation): Promise<EvaluationResult>
  end(): Promise<unknown>
}

/** A thread for expressions, each of which may use the processor for so long. */
export function startExpressionWorker(deadlineMs: number): ExpressionWorker {
  const worker = new Worker(program, {
    name: 'expressions',
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  worker.unref()
  const ready = once(worker, 'message')
  // Where it never gets ready, the caller that waits for it gets the error.
  ready.catch(() => undefined)
  let alive = true
  let died: (result: EvaluationResult) => void = () => undefined
  worker.on('error', (error: NodeJS.ErrnoException) => {
    alive = false
    died(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? EVALUATION_OUT_OF_MEMORY : { failure: {} })
  })

  function end(): Promise<unknown> {
    alive = false
    return worker.terminate()
  }

  /** Others may have the processor meanwhile: what counts is what this thread had of it, within reason. */
  async function endLate(signal: AbortSignal): Promise<void> {
    const latestMs = performance.now() + MAX_WAIT * deadlineMs
    const before = await worker.cpuUsage()
    for (let leftMs = deadlineMs; leftMs > 0; ) {
      await setTimeout(Math.ceil(leftMs), undefined, { signal, ref: false })
      const { user, system } = await worker.cpuUsage(before)
      leftMs = Math.min(deadlineMs - (user + system) / 1000, latestMs - performance.now())
    }
    if (signal.aborted) return
    died(EVALUATION_TIMED_OUT)
    await end()
  }

  return {
    get alive() {
      return alive
    },
    async evaluate(evaluation) {
      await ready
      const done = new AbortController()
      const result = new Promise<EvaluationResult>((resolve) => {
        died = resolve
        worker.once('message', resolve)
      })
      // The usage of a worker that has ended cannot be read: its evaluation has ended with it.
      endLate(done.signal).catch(() => undefined)
      worker.postMessage(evaluation)
      try {
        return await result
      } finally {
        done.abort()
      }
    },
    end,
  }
}
