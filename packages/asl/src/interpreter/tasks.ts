import { isTooLarge, JsonDocument } from '../document.ts'
import type { Command, Signal } from '../execution.ts'
import { dataLimitFailure, type Failure, runtimeFailure } from '../failure.ts'
import type { RunTask } from '../outcome.ts'
import { unsupportedJson } from '../unsupported-json.ts'
import type { Frame, TaskWait } from './frame.ts'
import type { Run } from './run.ts'
import type { Step } from './step.ts'

/** Schedules a task. Its Started event belongs to the same turn: there is nothing between the two here. */
export function scheduleTask(run: Run, frame: Frame, action: RunTask): void {
  const { call, events, scheduled, timeoutMs, heartbeatMs } = action
  const id = run.emit(`${events.prefix}Scheduled`, frame.previousEventId, scheduled)
  frame.previousEventId = run.emit(`${events.prefix}Started`, id, events.names)
  const wait: TaskWait = { kind: 'task', id, call, events, submitted: false }
  if (heartbeatMs !== undefined) wait.heartbeatMs = heartbeatMs
  frame.visit.waitingFor = wait
  frame.status = 'waiting'
  run.tasks.set(id, frame)
  run.command(runTaskCommand(wait))
  if (timeoutMs !== undefined) run.setTimer(`timeout-${id}`, run.nowMs + timeoutMs, { kind: 'timeout', task: id })
  if (heartbeatMs !== undefined) {
    run.setTimer(`heartbeat-${id}`, run.nowMs + heartbeatMs, { kind: 'heartbeat', task: id })
  }
}

export function runTaskCommand({ id, call }: TaskWait): Command {
  return { type: 'runTask', task: id, ...call }
}

type TaskSignal = Extract<Signal, { task: number }> | { type: 'taskTimedOut'; task: number; error: string }

/** What a task's signal brings about; nothing for a task that is no longer waited for: the signal came too late. */
export function applyTaskSignal(run: Run, signal: TaskSignal): Step[] {
  const frame = run.tasks.get(signal.task)
  const wait = frame?.visit.waitingFor
  if (frame === undefined || wait?.kind !== 'task') return []
  switch (signal.type) {
    case 'taskSucceeded':
      return succeeded(run, frame, wait, signal.output)
    case 'taskFailed': {
      const { error, cause } = signal
      return failed(run, frame, wait, { error, ...(cause === undefined ? {} : { cause }) })
    }
    case 'taskTimedOut':
      return timedOut(run, frame, wait, signal.error)
    case 'taskSubmitted':
      return submitted(run, frame, wait, signal.output)
    case 'taskHeartbeat':
      return heartbeat(run, wait)
  }
}

function succeeded(run: Run, frame: Frame, wait: TaskWait, output: string): Step[] {
  const { prefix, names, subject } = wait.events
  if (isTooLarge(output)) return failed(run, frame, wait, dataLimitFailure(subject))
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

function failed(run: Run, frame: Frame, wait: TaskWait, failure: Failure): Step[] {
  endTask(run, frame, wait)
  const { prefix, names } = wait.events
  frame.previousEventId = run.emit(`${prefix}Failed`, frame.previousEventId, { ...failure, ...names })
  return [{ frame, action: { kind: 'fail', failure } }]
}

function timedOut(run: Run, frame: Frame, wait: TaskWait, error: string): Step[] {
  run.cancelTask(wait.id)
  delete frame.visit.waitingFor
  const { prefix, names } = wait.events
  frame.previousEventId = run.emit(`${prefix}TimedOut`, frame.previousEventId, { error, ...names })
  return [{ frame, action: { kind: 'fail', failure: { error } } }]
}

/** A `.waitForTaskToken` task was handed over: from here on only its token's holder can end it. */
function submitted(run: Run, frame: Frame, wait: TaskWait, output: string): Step[] {
  if (wait.call.taskToken === undefined) {
    throw new TypeError('Only a .waitForTaskToken task is submitted: report success.')
  }
  const details = { output, outputDetails: { truncated: false }, ...wait.events.names }
  frame.previousEventId = run.emit('TaskSubmitted', frame.previousEventId, details)
  wait.submitted = true
  return []
}

function heartbeat(run: Run, { id, heartbeatMs }: TaskWait): Step[] {
  if (heartbeatMs !== undefined) {
    run.setTimer(`heartbeat-${id}`, run.nowMs + heartbeatMs, { kind: 'heartbeat', task: id })
  }
  return []
}

function endTask(run: Run, frame: Frame, { id }: TaskWait): void {
  run.tasks.delete(id)
  run.clearTaskTimers(id)
  delete frame.visit.waitingFor
}
