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
import { scheduleTask } from './schedule-task.ts'
import type { Step } from './step.ts'

/** Applies one step and answers the steps that follow at once. What it throws as a failure of the state is a step too. */
export async function applyStep(run: Run, step: Step): Promise<readonly Step[]> {
  const { frame } = step
  if (!isUnderWay(frame)) return []
  try {
    return await apply(run, step)
  } catch (error) {
    return [{ frame, action: { kind: 'fail', failure: failureOf(frame, error) } }]
  }
}

async function apply(run: Run, { frame, action }: Step): Promise<readonly Step[]> {
  switch (action.kind) {
    case 'execute':
      return [{ frame, action: await frame.visit.node.execute(contextOf(run, frame)) }]
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
      return startMore(run, frame, action.previousEventId)
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

function wait(run: Run, frame: Frame, { dueMs, whenDue }: Wait): void {
  const timer = `wait-${frame.previousEventId}`
  frame.visit.waitingFor = { kind: 'timer', timer, whenDue }
  frame.status = 'waiting'
  run.setTimer(timer, dueMs, { kind: 'frame', frame })
}

/** Rethrows what is not a failure of the state but a fault of ours. */
function failureOf({ visit }: Frame, error: unknown): Failure {
  if (error instanceof StateFailed) return error.failure
  if (error instanceof EvaluationFailed) return evaluationFailure(visit.node.name, visit.enteredId, error)
  throw error
}
