import { type JsonDocument, listOf } from '../document.ts'
import { type Failure, linkedTo, TOLERANCE_EXCEEDED } from '../failure.ts'
import type { StartChildren } from '../outcome.ts'
import { abortChildren } from './abort.ts'
import { childFrame, enterState } from './enter.ts'
import { beforeState, type Children, childrenOf, type Frame, isUnderWay, iterationDetails } from './frame.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'

/** Begins a Parallel or a Map: its branches or iterations, or its end where there are none. */
export async function startChildren(run: Run, owner: Frame, action: StartChildren): Promise<Step[]> {
  const { total, limit, iterations, child } = action
  // What fails right after the Started event, AWS still links to what came before the state.
  const link = beforeState(owner)
  owner.previousEventId = run.emit(`${owner.visit.node.type}StateStarted`, owner.previousEventId, action.started)
  owner.status = 'waiting'
  const tolerated = await linkedTo(link, async () => action.tolerated?.())
  const children: Children = {
    ...{ kind: 'children', total, limit, iterations, child, frames: [], outputs: [], nextIndex: 0, failed: 0 },
    ...(tolerated === undefined ? {} : { tolerated }),
  }
  owner.visit.waitingFor = children
  if (total === 0) return childrenEnded(run, owner)
  return linkedTo(link, () => startMore(run, owner, children, owner.previousEventId))
}

/** Starts children while there are some left and places for them. Throws what fails in an ItemSelector. */
export async function startMore(run: Run, owner: Frame, children: Children, previousEventId: number): Promise<Step[]> {
  // Their owner failed meanwhile, and is retried or left.
  if (owner.visit.waitingFor !== children) return []
  for (let free = children.limit - children.frames.filter(isUnderWay).length; free > 0; free--) {
    const index = children.nextIndex
    if (index === children.total) break
    const child = await children.child(index).catch((error: unknown) => {
      owner.previousEventId = previousEventId
      abortChildren(run, owner, previousEventId)
      throw error
    })
    children.nextIndex++
    const startedId = children.iterations
      ? run.emit('MapIterationStarted', previousEventId, iterationDetails(owner, index))
      : previousEventId
    const frame = childFrame(owner, index, startedId, child.item)
    children.frames.push(frame)
    enterState(run, frame, frame.graph.startAt, child.input)
  }
  return []
}

export function childSucceeded(run: Run, owner: Frame, index: number, output: JsonDocument): Step[] {
  const children = childrenOf(owner)
  const previousEventId = endedAt(children.frames, index)
  children.outputs[index] = output
  const last = children.iterations
    ? run.emit('MapIterationSucceeded', previousEventId, iterationDetails(owner, index))
    : previousEventId
  return childEnded(run, owner, previousEventId, last)
}

/** A child failed for good: unless that is tolerated, its siblings are stopped and the state that owns it fails. */
export function childFailed(run: Run, owner: Frame, index: number, failure: Failure): Step[] {
  const children = childrenOf(owner)
  const { iterations, tolerated } = children
  const failedId = endedAt(children.frames, index)
  children.failed++
  const isTolerated = tolerated !== undefined && children.failed <= tolerated
  if (!isTolerated) abortChildren(run, owner, failedId)
  if (iterations) run.emit('MapIterationFailed', failedId, iterationDetails(owner, index))
  if (isTolerated) return childEnded(run, owner, failedId, failedId)
  owner.previousEventId = failedId
  return [{ frame: owner, action: { kind: 'fail', failure: tolerated === undefined ? failure : EXCEEDED } }]
}

/** All children ended. The …Succeeded event is a side note: the Exited event is linked to the same as it is. */
export function childrenEnded(run: Run, owner: Frame): Step[] {
  const { node } = owner.visit
  run.emit(`${node.type}StateSucceeded`, owner.previousEventId)
  const result = listOf(Object.values(childrenOf(owner).outputs))
  return [{ frame: owner, action: { kind: 'leave', plainOutput: result, sees: { result } } }]
}

/** What is next is linked to `freed` if it is a child, and to `last` if it is the end of them all. */
function childEnded(run: Run, owner: Frame, freed: number, last: number): Step[] {
  const children = childrenOf(owner)
  if (children.nextIndex < children.total) {
    return [{ frame: owner, action: { kind: 'startMore', children, previousEventId: freed } }]
  }
  if (children.frames.some(isUnderWay)) return []
  owner.previousEventId = last
  return childrenEnded(run, owner)
}

function endedAt(frames: readonly Frame[], index: number): number {
  const frame = frames[index]
  if (frame === undefined) throw new TypeError(`Child ${index} has not started.`)
  return frame.previousEventId
}

const EXCEEDED = { error: TOLERANCE_EXCEEDED, cause: 'The specified tolerated failure threshold was exceeded' }
