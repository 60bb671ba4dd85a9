import { childrenOf, type Frame, isUnderWay, iterationDetails } from './frame.ts'
import type { Run } from './run.ts'

/**
 * Stops what is under way among an owner's children. Everything that AWS records of it is linked to the event that
 * failed; the container comes before what is in it.
 */
export function abortChildren(run: Run, owner: Frame, failedId: number): void {
  const { iterations, frames } = childrenOf(owner)
  for (const [index, frame] of frames.entries()) {
    if (!isUnderWay(frame)) continue
    frame.status = 'aborted'
    if (iterations) run.emit('MapIterationAborted', failedId, iterationDetails(owner, index))
    abortState(run, frame, failedId)
  }
}

function abortState(run: Run, frame: Frame, failedId: number): void {
  const { node, waitingFor } = frame.visit
  if (node.aborted.includes('stopped')) run.emit(`${node.type}StateAborted`, failedId)
  if (waitingFor?.kind === 'task') run.cancelTask(waitingFor.id)
  if (waitingFor?.kind === 'timer') run.clearTimer(waitingFor.timer)
  if (waitingFor?.kind === 'children') abortChildren(run, frame, failedId)
}
