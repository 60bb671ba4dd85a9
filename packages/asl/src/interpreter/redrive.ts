import { enterState, executeState, guarded } from './enter.ts'
import type { Frame, Region } from './frame.ts'
import { setMachineTimer } from './machine-timer.ts'
import { finishRegion } from './region.ts'
import { MAX_EVENTS, type Run } from './run.ts'
import { startIterations } from './states/map.ts'

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
export async function redrive(run: Run): Promise<void> {
  const { ended, root } = run
  if (ended === undefined || ended.status === 'SUCCEEDED' || root === undefined) {
    throw new NotRedrivable('Only an execution that has FAILED, TIMED_OUT or was ABORTED can be redriven.')
  }
  if (run.nextId >= MAX_EVENTS) throw new NotRedrivable('The history has no room for a redrive.')
  run.ended = undefined
  run.redriveCount++
  run.redriveMs = run.nowMs
  const redrivenId = run.emit('ExecutionRedriven', run.nextId - 1, { redriveCount: run.redriveCount })
  setMachineTimer(run)
  await goOn(run, root, redrivenId)
}

async function goOn(run: Run, frame: Frame, redrivenId: number): Promise<void> {
  const { visit } = frame
  frame.previousEventId = redrivenId
  visit.attempts.length = 0
  visit.retryCount = 0
  const { node, waitingFor } = visit
  if (waitingFor !== undefined && 'children' in waitingFor) return goOnInside(run, waitingFor, redrivenId)
  if ('retry' in node) run.enqueue(frame, () => executeState(run, frame))
  else enterState(run, frame, node.name, visit.input)
}

async function goOnInside(run: Run, region: Region, redrivenId: number): Promise<void> {
  const { owner } = region
  owner.status = 'waiting'
  const unfinished = region.children.filter(({ status }) => status !== 'done')
  const more = region.kind === 'map' && region.nextIndex < region.items.length
  if (region.kind === 'map') region.failed = 0
  if (unfinished.length === 0 && !more) return run.enqueue(owner, () => finishRegion(run, region))
  for (const child of unfinished) await goOn(run, child, redrivenId)
  if (region.kind === 'map') await guarded(run, owner, () => startIterations(run, region, redrivenId))
}
