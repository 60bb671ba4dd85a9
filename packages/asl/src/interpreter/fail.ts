import { JsonDocument } from '../document.ts'
import { type Failure, matches, RUNTIME } from '../failure.ts'
import { beforeState, type Frame } from './frame.ts'
import { retryLater } from './retry.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'

/** Deals with a failure of the state that a frame is in: retries it, catches it, or passes it to the owner. */
export function fail(run: Run, frame: Frame, failure: Failure): Step[] {
  const { visit } = frame
  // A catcher that itself fails is caught by no other; AWS links what follows to the event before the first failure.
  const caughtBefore = visit.caughtAfter !== undefined
  if (visit.caughtAfter !== undefined) frame.previousEventId = visit.caughtAfter
  recordEvaluation(run, frame, failure)
  if (!caughtBefore) {
    if (failure.error === RUNTIME) return failExecution(run, frame, failure)
    if (retryLater(run, frame, failure)) return []
  }
  const beforeFailed = frame.previousEventId
  recordStateFailed(run, frame)
  const { recovery } = visit.node
  const catcher = caughtBefore ? undefined : recovery?.catch.find((one) => matches(one.errorEquals, failure))
  if (catcher === undefined) return failOwner(run, frame, failure)
  visit.caughtAfter = beforeFailed
  const errorOutput = { Error: failure.error ?? '', Cause: failure.cause ?? '' }
  const plainOutput = JsonDocument.ofValue(errorOutput)
  return [{ frame, action: { kind: 'leave', exit: catcher, plainOutput, sees: { errorOutput } } }]
}

/** Ends the execution at once, whatever else is under way. */
function failExecution(run: Run, frame: Frame, failure: Failure): Step[] {
  const details = withoutEvaluation(failure)
  run.emit('ExecutionFailed', frame.previousEventId, details)
  frame.status = 'failed'
  run.end({ type: 'end', status: 'FAILED', ...details })
  return []
}

function failOwner(run: Run, frame: Frame, failure: Failure): Step[] {
  const { parent, visit } = frame
  const { node } = visit
  if (parent === undefined) return failExecution(run, frame, failure)
  if (node.aborted.includes('failed')) run.emit(`${node.type}StateAborted`, frame.previousEventId)
  frame.status = 'failed'
  const action = { kind: 'childFailed', index: parent.index, failure: withoutEvaluation(failure) } as const
  return [{ frame: parent.owner, action }]
}

/** For what is around the state, it is an error like any other: recorded once, where it happened. */
function withoutEvaluation({ error, cause }: Failure): { error?: string; cause?: string } {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
}

function recordEvaluation(run: Run, frame: Frame, { error, cause, evaluation }: Failure): void {
  if (evaluation === undefined) return
  const { location, previousEventId = beforeState(frame) } = evaluation
  const details = { cause, error, ...(location === undefined ? {} : { location }), state: frame.visit.node.name }
  frame.previousEventId = run.emit('EvaluationFailed', previousEventId, details)
}

/** AWS has such an event for what has branches or iterations. */
function recordStateFailed(run: Run, frame: Frame): void {
  const { type, graphOfChild } = frame.visit.node
  if (graphOfChild !== undefined) frame.previousEventId = run.emit(`${type}StateFailed`, frame.previousEventId)
}
