import { type Failure, matches } from '../failure.ts'
import type { Retry } from '../program.ts'
import type { Frame } from './frame.ts'
import type { Run } from './run.ts'

/** Executes the state again, at once or after a delay, if a retrier has an attempt left; answers whether one had. */
export function retryLater(run: Run, frame: Frame, failure: Failure): boolean {
  const { visit } = frame
  const retriers = visit.node.recovery?.retry ?? []
  const index = retriers.findIndex((one) => matches(one.errorEquals, failure))
  const retry = retriers[index]
  const used = visit.attempts[index] ?? 0
  if (retry === undefined || used >= retry.maxAttempts) return false
  visit.attempts[index] = used + 1
  visit.retryCount++
  delete visit.waitingFor
  const delayMs = retryDelayMs(retry, used + 1, () => run.random())
  if (delayMs <= 0) {
    run.enqueue(frame, { kind: 'execute' })
    return true
  }
  const timer = `retry-${frame.previousEventId}`
  visit.waitingFor = { kind: 'timer', timer, whenDue: { kind: 'execute' } }
  frame.status = 'waiting'
  run.setTimer(timer, run.nowMs + delayMs, { kind: 'frame', frame })
  return true
}

/** Delay before retry `attempt` (1-based), in ms. MaxDelaySeconds caps it before jitter draws from it. */
export function retryDelayMs(retry: Retry, attempt: number, random: () => number): number {
  const seconds = Math.min(retry.intervalSeconds * retry.backoffRate ** (attempt - 1), retry.maxDelaySeconds)
  const delayMs = Math.round(seconds * 1000)
  return retry.fullJitter ? Math.floor(random() * (delayMs + 1)) : delayMs
}
