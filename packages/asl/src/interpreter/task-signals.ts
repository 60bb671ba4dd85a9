import { isTooLarge, JsonDocument } from '../document.ts'
import { dataLimitFailure, type Failure, runtimeFailure } from '../failure.ts'
import { unsupportedJson } from '../unsupported-json.ts'
import type { Frame, TaskWait } from './frame.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'

/** What a task's signals do. Each does nothing for a task that is no longer waited for: the signal came too late. */
export function taskSucceeded(run: Run, task: number, output: string): Step[] {
  const { frame, wait } = waitOf(run, task) ?? {}
  if (frame === undefined || wait === undefined) return []
  const { prefix, names, subject } = wait.events
  if (isTooLarge(output)) return taskFailed(run, task, dataLimitFailure(subject))
  endTask(run, frame, wait)
  const details = { output, outputDetails: { truncated: false }, ...names }
  frame.previousEventId = run.emit(`${prefix}Succeeded`, frame.previousEventId, details)
  const { node, enteredId } = frame.visit
  const problem = unsupportedJson(output)
  if (problem !== undefined) {
    const failure = runtimeFailure(node.name, enteredId, `The result cannot be used: ${problem}.`)
    return [{ frame, action: { kind: 'fail', failure } }]
  }
  const result = JsonDocument.ofText(output)
  return [{ frame, action: { kind: 'leave', plainOutput: result, sees: { result } } }]
}

export function taskFailed(run: Run, task: number, failure: Failure): Step[] {
  const { frame, wait } = waitOf(run, task) ?? {}
  if (frame === undefined || wait === undefined) return []
  endTask(run, frame, wait)
  const { prefix, names } = wait.events
  frame.previousEventId = run.emit(`${prefix}Failed`, frame.previousEventId, { ...failure, ...names })
  return [{ frame, action: { kind: 'fail', failure } }]
}

export function taskTimedOut(run: Run, task: number, error: string): Step[] {
  const { frame, wait } = waitOf(run, task) ?? {}
  if (frame === undefined || wait === undefined) return []
  run.cancelTask(task)
  delete frame.visit.waitingFor
  const { prefix, names } = wait.events
  frame.previousEventId = run.emit(`${prefix}TimedOut`, frame.previousEventId, { error, ...names })
  return [{ frame, action: { kind: 'fail', failure: { error } } }]
}

/** A `.waitForTaskToken` task was handed over: from here on only its token's holder can end it. */
export function taskSubmitted(run: Run, task: number, output: string): void {
  const { frame, wait } = waitOf(run, task) ?? {}
  if (frame === undefined || wait === undefined) return
  if (wait.call.taskToken === undefined) {
    throw new TypeError('Only a .waitForTaskToken task is submitted: report success.')
  }
  const details = { output, outputDetails: { truncated: false }, ...wait.events.names }
  frame.previousEventId = run.emit('TaskSubmitted', frame.previousEventId, details)
  wait.submitted = true
}

export function taskHeartbeat(run: Run, task: number): void {
  const { heartbeatMs } = waitOf(run, task)?.wait ?? {}
  if (heartbeatMs !== undefined) {
    run.setTimer(`heartbeat-${task}`, run.nowMs + heartbeatMs, { kind: 'heartbeat', task })
  }
}

function endTask(run: Run, frame: Frame, { id }: TaskWait): void {
  run.tasks.delete(id)
  run.clearTaskTimers(id)
  delete frame.visit.waitingFor
}

function waitOf(run: Run, task: number): { frame: Frame; wait: TaskWait } | undefined {
  const frame = run.tasks.get(task)
  const wait = frame?.visit.waitingFor
  return frame !== undefined && wait?.kind === 'task' ? { frame, wait } : undefined
}
