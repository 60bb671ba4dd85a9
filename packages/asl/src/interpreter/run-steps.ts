import { evaluationFailure, type Failure, StateFailed } from '../failure.ts'
import { EvaluationFailed } from '../jsonata/evaluation-failed.ts'
import type { Wait } from '../outcome.ts'
import { contextOf } from './bindings.ts'
import { childFailed, childrenEnded, childSucceeded, startChildren, startMore } from './children.ts'
import { fail } from './fail.ts'
import { type Frame, isUnderWay } from './frame.ts'
import { leave } from './leave.ts'
import { redriveFrame } from './redrive.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'
import { scheduleTask } from './tasks.ts'

/**
 * The loop of the interpreter: applies steps until all that is left is waiting. Whatever follows from a step is done
 * before what waits for its turn.
 */
export async function runSteps(run: Run): Promise<void> {
  for (let step = run.steps.shift(); step !== undefined; step = run.steps.shift()) {
    if (!isUnderWay(step.frame)) continue
    try {
      const following = applyStep(run, step)
      run.steps.unshift(...(following instanceof Promise ? await following : following))
    } catch (error) {
      run.steps.unshift({ frame: step.frame, action: { kind: 'fail', failure: failureOf(step, error) } })
    }
  }
}

/** Answers the steps that follow at once. Throws what fails in an evaluation. */
function applyStep(run: Run, { frame, action }: Step): readonly Step[] | Promise<readonly Step[]> {
  switch (action.kind) {
    case 'execute':
      return executeState(run, frame)
    case 'leave':
      return leave(run, frame, action)
    case 'fail':
      return fail(run, frame, action.failure)
    case 'wait':
      wait(run, frame, action)
      return []
    case 'runTask':
      scheduleTask(run, frame, action)
      return []
    case 'startChildren':
      return startChildren(run, frame, action)
    case 'startMore':
      return startMore(run, frame, action.children, action.previousEventId)
    case 'childSucceeded':
      return childSucceeded(run, frame, action.index, action.output)
    case 'childFailed':
      return childFailed(run, frame, action.index, action.failure)
    case 'childrenEnded':
      return childrenEnded(run, frame)
    case 'redrive':
      return redriveFrame(run, frame, action.redrivenId)
  }
}

async function executeState(run: Run, frame: Frame): Promise<Step[]> {
  return [{ frame, action: await frame.visit.node.execute(contextOf(run, frame)) }]
}

function wait(run: Run, frame: Frame, { dueMs, whenDue }: Wait): void {
  const timer = `wait-${frame.previousEventId}`
  frame.visit.waitingFor = { kind: 'timer', timer, whenDue }
  frame.status = 'waiting'
  run.setTimer(timer, dueMs, { kind: 'frame', frame })
}

/** Rethrows what is not a failure of the state but a fault of ours. */
function failureOf({ frame, action }: Step, error: unknown): Failure {
  if (error instanceof StateFailed) return error.failure
  if (!(error instanceof EvaluationFailed)) throw error
  if (action.kind === 'leave' && action.failureLink !== undefined) error.previousEventId = action.failureLink
  const { node, enteredId } = frame.visit
  return evaluationFailure(node.name, enteredId, error)
}
