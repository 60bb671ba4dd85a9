import type { Doc } from './doc.ts'
import { listOf } from './doc.ts'
import { guarded } from './enter.ts'
import { failState } from './fail.ts'
import { type Failure, TOLERANCE_EXCEEDED } from './failure.ts'
import type { Frame, MapRegion, Region } from './frame.ts'
import { leaveState } from './leave.ts'
import type { Run } from './run.ts'
import { startIterations } from './states/map.ts'

/** A branch or an iteration came to its end. */
export async function childSucceeded(run: Run, child: Frame, output: Doc): Promise<void> {
  const { region, index } = parentOf(child)
  region.outputs[index] = output
  let last = child.previousEventId
  if (region.kind === 'map') last = run.emit('MapIterationSucceeded', child.previousEventId, iteration(region, index))
  await advance(run, region, child.previousEventId, last)
}

/** A branch or an iteration failed for good: its siblings are stopped and the state around it fails. */
export async function childFailed(run: Run, child: Frame, failure: Failure): Promise<void> {
  const { region, index } = parentOf(child)
  const failedId = child.previousEventId
  child.status = 'failed'
  if (region.kind === 'map') {
    region.failed++
    if (region.tolerated !== undefined && region.failed <= region.tolerated) {
      run.emit('MapIterationFailed', failedId, iteration(region, index))
      return advance(run, region, failedId, failedId)
    }
  }
  for (const sibling of region.children) abort(run, sibling, failedId)
  if (region.kind === 'map') run.emit('MapIterationFailed', failedId, iteration(region, index))
  region.owner.previousEventId = failedId
  await failState(run, region.owner, region.kind === 'map' && region.tolerated !== undefined ? exceeded() : failure)
}

/** Stops what is under way in a region whose state failed by itself, e.g. in an ItemSelector. */
export function abortRegion(run: Run, region: Region, previousEventId: number): void {
  for (const child of region.children) abort(run, child, previousEventId)
}

/** Starts what is next after a child ended. `freed` is what that is linked to, `last` what the end of the region is. */
async function advance(run: Run, region: Region, freed: number, last: number): Promise<void> {
  const { owner } = region
  if (region.kind === 'map' && region.nextIndex < region.items.length) {
    return guarded(run, owner, () => startIterations(run, region, freed))
  }
  if (region.children.some(isUnderWay)) return
  owner.previousEventId = last
  await finishRegion(run, region)
}

/** All children ended. The …Succeeded event is a side note: the Exited event is linked to the same as it is. */
export function finishRegion(run: Run, region: Region): Promise<void> {
  const { owner, node } = region
  run.emit(`${node.type}StateSucceeded`, owner.previousEventId)
  const result = listOf(Object.values(region.outputs))
  return guarded(run, owner, () => leaveState(run, owner, node, result, { result }))
}

/** Everything that AWS records of a cut is linked to the event that failed; the container comes before what is in it. */
function abort(run: Run, frame: Frame, failedId: number): void {
  if (!isUnderWay(frame)) return
  frame.status = 'aborted'
  const { region, index } = parentOf(frame)
  if (region.kind === 'map') run.emit('MapIterationAborted', failedId, iteration(region, index))
  const { node, waitingFor } = frame.visit
  if (ABORTABLE.has(node.type)) run.emit(`${node.type}StateAborted`, failedId)
  if (waitingFor === undefined) return
  if (waitingFor.kind === 'task') cancelTask(run, waitingFor.id)
  else if ('timer' in waitingFor) run.clearTimer(waitingFor.timer)
  else abortRegion(run, waitingFor, failedId)
}

const ABORTABLE = new Set(['Task', 'Wait', 'Parallel', 'Map'])

export function cancelTask(run: Run, task: number): void {
  run.tasks.delete(task)
  run.command({ type: 'cancelTask', task })
  clearTaskTimers(run, task)
}

export function clearTaskTimers(run: Run, task: number): void {
  run.clearTimer(`timeout-${task}`)
  run.clearTimer(`heartbeat-${task}`)
}

function isUnderWay({ status }: Frame): boolean {
  return status === 'running' || status === 'waiting'
}

function parentOf({ parent }: Frame): NonNullable<Frame['parent']> {
  if (parent === undefined) throw new TypeError('Only branches and iterations have a region.')
  return parent
}

export function iteration({ node }: MapRegion, index: number): Record<string, unknown> {
  return { index, name: node.name }
}

function exceeded(): Failure {
  return { error: TOLERANCE_EXCEEDED, cause: 'The specified tolerated failure threshold was exceeded' }
}
