import { enterState } from './enter.ts'
import { childrenOf, type Frame } from './frame.ts'
import { setMachineTimer } from './machine-timer.ts'
import { MAX_EVENTS, type Run } from './run.ts'
import type { Step } from './step.ts'

/** RedriveExecution on an execution that AWS would not redrive. */
export class NotRedrivable extends Error {
  override readonly name = 'NotRedrivable'
}

/**
 * Continues an execution that failed, timed out or was stopped from where it ended.
 *
 * AWS documents (developer guide, "Restarting state machine executions with redrive"): an ExecutionRedriven event with
 * the count; states that succeeded are not run again; a Parallel or inline Map runs only the branches and iterations
 * that did not succeed; a Fail state is redriven itself; the input, the variables and the definition stay; retry counts
 * start anew; the machine's timeout counts from the redrive; the context object shows RedriveCount and RedriveTime; and
 * a history that is full cannot be redriven.
 *
 * Inferred, because AWS does not say: ExecutionRedriven is linked to the event that ended the execution, and whatever
 * is run again is linked to ExecutionRedriven. A Task, Parallel or Map records no second Entered event (a Task goes on
 * with its Scheduled event); the other states are entered again, a Wait waits its whole time again. A Map that failed
 * although all of its iterations succeeded gives its result again.
 */
export function redrive(run: Run): Step[] {
  const { ended, root } = run
  if (ended === undefined || ended.status === 'SUCCEEDED' || root === undefined) {
    throw new NotRedrivable('Only an execution that has FAILED, TIMED_OUT or was ABORTED can be redriven.')
  }
  if (run.nextId >= MAX_EVENTS) throw new NotRedrivable('The history has no room for a redrive.')
  run.ended = undefined
  run.redriveCount++
  run.redriveMs = run.nowMs
  run.executionObject = undefined
  const redrivenId = run.emit('ExecutionRedriven', run.nextId - 1, { redriveCount: run.redriveCount })
  setMachineTimer(run)
  return [redriveStep(root, redrivenId)]
}

/** Lets a frame continue with the state that it is in. */
export function redriveFrame(run: Run, frame: Frame, redrivenId: number): Step[] {
  const { visit } = frame
  frame.previousEventId = redrivenId
  visit.attempts.length = 0
  visit.retryCount = 0
  delete visit.caughtAfter
  const { node, waitingFor } = visit
  if (waitingFor?.kind === 'children') return redriveChildren(run, frame, redrivenId)
  delete visit.waitingFor
  if (node.recovery !== undefined) run.enqueue(frame, { kind: 'execute' })
  else enterState(run, frame, node.name, visit.input)
  return []
}

function redriveChildren(run: Run, owner: Frame, redrivenId: number): Step[] {
  const children = childrenOf(owner)
  children.failed = 0
  const unfinished = children.frames.filter(({ status }) => status !== 'done')
  if (unfinished.length === 0 && children.nextIndex === children.total) {
    run.enqueue(owner, { kind: 'childrenEnded' })
    return []
  }
  owner.status = 'waiting'
  const startMore: Step = { frame: owner, action: { kind: 'startMore', children, previousEventId: redrivenId } }
  return [...unfinished.map((frame) => redriveStep(frame, redrivenId)), startMore]
}

function redriveStep(frame: Frame, redrivenId: number): Step {
  frame.status = 'running'
  return { frame, action: { kind: 'redrive', redrivenId } }
}
