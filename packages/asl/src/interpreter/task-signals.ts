import type { TaskNode } from '../definition/program.ts'
import { unsupportedJson } from '../unsupported-json.ts'
import { Doc, isTooLarge } from './doc.ts'
import { guarded } from './enter.ts'
import { failState } from './fail.ts'
import { dataLimitFailure, type Failure, runtimeFailure, StateFailed } from './failure.ts'
import type { Frame, TaskWait } from './frame.ts'
import { leaveState } from './leave.ts'
import { cancelTask, clearTaskTimers } from './region.ts'
import type { Run } from './run.ts'
import { nodeOf } from './states/node-of.ts'

/** What a task's signals do. Each does nothing for a task that is no longer waited for: the signal came too late. */
export async function taskSucceeded(run: Run, task: number, output: string): Promise<void> {
  if (isTooLarge(output)) return tooLarge(run, task)
  const frame = endTask(run, task)
  if (frame === undefined) return
  const node = nodeOf(frame, 'Task')
  const details = { output, outputDetails: { truncated: false } }
  frame.previousEventId = run.emit(`${prefix(node)}Succeeded`, frame.previousEventId, { ...details, ...names(node) })
  const result = Doc.ofText(output)
  await guarded(run, frame, () => {
    const problem = unsupportedJson(output)
    if (problem === undefined) return leaveState(run, frame, node, result, { result })
    throw new StateFailed(runtimeFailure(node.name, frame.visit.enteredId, `The result cannot be used: ${problem}.`))
  })
}

export async function taskFailed(run: Run, task: number, failure: Failure): Promise<void> {
  const frame = endTask(run, task)
  if (frame === undefined) return
  const node = nodeOf(frame, 'Task')
  frame.previousEventId = run.emit(`${prefix(node)}Failed`, frame.previousEventId, { ...failure, ...names(node) })
  await failState(run, frame, failure)
}

export async function taskTimedOut(run: Run, task: number, error: string): Promise<void> {
  const frame = run.tasks.get(task)
  if (frame === undefined) return
  cancelTask(run, task)
  delete frame.visit.waitingFor
  const node = nodeOf(frame, 'Task')
  frame.previousEventId = run.emit(`${prefix(node)}TimedOut`, frame.previousEventId, { error, ...names(node) })
  await failState(run, frame, { error })
}

/** A `.waitForTaskToken` task was handed over: from here on only its token's holder can end it. */
export function taskSubmitted(run: Run, task: number, output: string): void {
  const { frame, wait } = waitOf(run, task) ?? {}
  if (frame === undefined || wait === undefined) return
  if (wait.taskToken === undefined) throw new TypeError('Only a .waitForTaskToken task is submitted: report success.')
  const details = { output, outputDetails: { truncated: false }, ...names(nodeOf(frame, 'Task')) }
  frame.previousEventId = run.emit('TaskSubmitted', frame.previousEventId, details)
  wait.submitted = true
}

export function taskHeartbeat(run: Run, task: number): void {
  const { wait } = waitOf(run, task) ?? {}
  if (wait?.heartbeatMs === undefined) return
  run.setTimer(`heartbeat-${task}`, run.nowMs + wait.heartbeatMs, { kind: 'heartbeat', task })
}

/** AWS names the function by its ARN here, and a service by its resource type. */
function tooLarge(run: Run, task: number): Promise<void> {
  const frame = run.tasks.get(task)
  if (frame === undefined) return Promise.resolve()
  const node = nodeOf(frame, 'Task')
  const name = node.task.kind === 'function' ? node.resource : node.task.resourceType
  return taskFailed(run, task, dataLimitFailure(name))
}

function endTask(run: Run, task: number): Frame | undefined {
  const frame = run.tasks.get(task)
  if (frame === undefined) return undefined
  run.tasks.delete(task)
  clearTaskTimers(run, task)
  delete frame.visit.waitingFor
  return frame
}

function waitOf(run: Run, task: number): { frame: Frame; wait: TaskWait } | undefined {
  const frame = run.tasks.get(task)
  const wait = frame?.visit.waitingFor
  return frame !== undefined && wait?.kind === 'task' ? { frame, wait } : undefined
}

function prefix({ task }: TaskNode): 'LambdaFunction' | 'Task' {
  return task.kind === 'function' ? 'LambdaFunction' : 'Task'
}

function names({ task }: TaskNode): Record<string, unknown> {
  return task.kind === 'function' ? {} : { resource: task.resource, resourceType: task.resourceType }
}
