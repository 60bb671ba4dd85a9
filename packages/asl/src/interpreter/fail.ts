import type { Retry, StateNode } from '../definition/program.ts'
import { Doc } from './doc.ts'
import { executeState, failureOf } from './enter.ts'
import { covers, type Failure, RUNTIME } from './failure.ts'
import type { Frame } from './frame.ts'
import { leaveState } from './leave.ts'
import { childFailed } from './region.ts'
import type { Run } from './run.ts'

/** Deals with a failure of the state that a frame is in: retries it, catches it, or lets it fail what is around it. */
export async function failState(run: Run, frame: Frame, failure: Failure): Promise<void> {
  recordEvaluation(run, frame, failure)
  if (failure.error === RUNTIME) return failExecution(run, frame, failure)
  if (retryLater(run, frame, failure)) return
  const { node } = frame.visit
  const beforeFailed = frame.previousEventId
  recordStateFailed(run, frame)
  const catcher = 'catch' in node ? node.catch.find((one) => covers(one.errorEquals, failure)) : undefined
  if (catcher === undefined) return failAround(run, frame, failure)
  try {
    const errorOutput = { Error: failure.error ?? '', Cause: failure.cause ?? '' }
    await leaveState(run, frame, catcher, Doc.ofValue(errorOutput), { errorOutput })
  } catch (error) {
    // A catcher that itself fails is caught by no other; AWS links what follows to the event before the first failure.
    const second = failureOf(frame, error)
    frame.previousEventId = beforeFailed
    recordEvaluation(run, frame, second)
    recordStateFailed(run, frame)
    await failAround(run, frame, second)
  }
}

/** Ends the execution at once, whatever else is under way. */
function failExecution(run: Run, frame: Frame, failure: Failure): void {
  const details = withoutEvaluation(failure)
  run.emit('ExecutionFailed', frame.previousEventId, details)
  frame.status = 'failed'
  run.end({ type: 'end', status: 'FAILED', ...details })
}

async function failAround(run: Run, frame: Frame, failure: Failure): Promise<void> {
  if (frame.parent === undefined) return failExecution(run, frame, failure)
  if (frame.visit.node.type === 'Task') run.emit('TaskStateAborted', frame.previousEventId)
  await childFailed(run, frame, withoutEvaluation(failure))
}

/** For what is around the state, it is an error like any other: recorded once, where it happened. */
function withoutEvaluation({ error, cause }: Failure): { error?: string; cause?: string } {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
}

function recordEvaluation(run: Run, frame: Frame, { error, cause, evaluation }: Failure): void {
  if (evaluation === undefined) return
  const { visit } = frame
  // Of a state that has done nothing yet, AWS links the failure to what came before the state.
  const fallback = frame.previousEventId === visit.enteredId ? visit.cameFrom : frame.previousEventId
  const { location, previousEventId = fallback } = evaluation
  const details = { cause, error, ...(location === undefined ? {} : { location }), state: visit.node.name }
  frame.previousEventId = run.emit('EvaluationFailed', previousEventId, details)
}

function recordStateFailed(run: Run, frame: Frame): void {
  const { type } = frame.visit.node
  if (type !== 'Parallel' && type !== 'Map') return
  frame.previousEventId = run.emit(`${type}StateFailed`, frame.previousEventId)
}

function retryLater(run: Run, frame: Frame, failure: Failure): boolean {
  const { visit } = frame
  const retries = retriesOf(visit.node)
  const index = retries.findIndex((one) => covers(one.errorEquals, failure))
  const retry = retries[index]
  const used = visit.attempts[index] ?? 0
  if (retry === undefined || used >= retry.maxAttempts) return false
  visit.attempts[index] = used + 1
  visit.retryCount++
  const delayMs = retryDelayMs(retry, used + 1, () => run.ambient.random())
  if (delayMs <= 0) {
    run.enqueue(frame, () => executeState(run, frame))
    return true
  }
  const timer = `retry-${frame.previousEventId}`
  visit.waitingFor = { kind: 'retry', timer }
  frame.status = 'waiting'
  run.setTimer(timer, run.nowMs + delayMs, { kind: 'retry', frame })
  return true
}

function retriesOf(node: StateNode): readonly Retry[] {
  return 'retry' in node ? node.retry : []
}

/** Delay before retry `attempt` (1-based), in ms. MaxDelaySeconds caps it before jitter draws from it. */
export function retryDelayMs(retry: Retry, attempt: number, random: () => number): number {
  const seconds = Math.min(retry.intervalSeconds * retry.backoffRate ** (attempt - 1), retry.maxDelaySeconds)
  const delayMs = Math.round(seconds * 1000)
  return retry.fullJitter ? Math.floor(random() * (delayMs + 1)) : delayMs
}
