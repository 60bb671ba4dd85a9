import type { Command } from '../execution.ts'
import type { RunTask } from '../outcome.ts'
import type { Frame, TaskWait } from './frame.ts'
import type { Run } from './run.ts'

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
