import { EvaluationFailed } from '../jsonata/evaluation-failed.ts'
import type { Doc } from './doc.ts'
import { failState } from './fail.ts'
import { evaluationFailure, type Failure, StateFailed } from './failure.ts'
import type { Frame } from './frame.ts'
import type { Run } from './run.ts'
import { executors } from './states/index.ts'

/** Moves a frame into a state. What the state does is a job of its own, so that branches take turns. */
export function enterState(run: Run, frame: Frame, name: string, input: Doc): void {
  const node = frame.graph.states.get(name)
  if (node === undefined) throw new TypeError(`The state "${name}" was not checked to exist.`)
  const cameFrom = frame.previousEventId
  const details = { name, input: input.text, inputDetails: { truncated: false } }
  const enteredId = run.emit(`${node.type}StateEntered`, cameFrom, details)
  frame.previousEventId = enteredId
  frame.visit = { node, input, enteredId, enteredMs: run.nowMs, cameFrom, attempts: [], retryCount: 0 }
  run.enqueue(frame, () => executeState(run, frame))
}

/** Does what the state is for, from its beginning: also on a retry and on a redrive. */
export function executeState(run: Run, frame: Frame): Promise<void> {
  delete frame.visit.waitingFor
  return guarded(run, frame, () => executors[frame.visit.node.type](run, frame))
}

/** Runs a part of a state and lets the state fail where that part throws a failure. */
export async function guarded(run: Run, frame: Frame, part: () => Promise<void>): Promise<void> {
  try {
    await part()
  } catch (error) {
    await failState(run, frame, failureOf(frame, error))
  }
}

/** Runs a part of a state whose evaluation failures are linked to another event than usual. */
export async function linkedTo<T>(previousEventId: number, frame: Frame, part: () => Promise<T>): Promise<T> {
  try {
    return await part()
  } catch (error) {
    const failure = failureOf(frame, error)
    if (failure.evaluation === undefined) throw error
    throw new StateFailed({ ...failure, evaluation: { ...failure.evaluation, previousEventId } })
  }
}

/** Rethrows what is not a failure of the state but a fault of ours. */
export function failureOf({ visit }: Frame, error: unknown): Failure {
  if (error instanceof StateFailed) return error.failure
  if (error instanceof EvaluationFailed) return evaluationFailure(visit.node.name, visit.enteredId, error)
  throw error
}
