import type { HistoryEvent, Signal } from '../execution.ts'
import { HEARTBEAT_TIMEOUT, machineDeletedFailure } from '../failure.ts'
import type { Frame } from './frame.ts'
import type { Run } from './run.ts'

/**
 * The signal that a recorded turn began with, read from its first event. Whatever waits is known by the event that it
 * waits after, because no two of them wait after the same. Undefined if nothing waits for such an event.
 */
export function signalOf(run: Run, event: HistoryEvent): Signal | undefined {
  switch (event.type) {
    case 'ExecutionStarted':
      return run.root === undefined ? { type: 'start' } : undefined
    case 'ExecutionAborted':
      return { type: 'stop', ...errorAndCause(event) }
    case 'ExecutionTimedOut':
      return { type: 'timer', timer: 'machine' }
    case 'ExecutionRedriven':
      return run.ended === undefined ? undefined : { type: 'redrive' }
    default:
      if (tellsOfDeletion(run, event)) return { type: 'machineDeleted' }
      return taskSignal(run, event) ?? timerSignal(run, event)
  }
}

function tellsOfDeletion({ context }: Run, event: HistoryEvent): boolean {
  return (
    event.type === 'ExecutionFailed' && detailsOf(event).cause === machineDeletedFailure(context.stateMachineName).cause
  )
}

function taskSignal(run: Run, event: HistoryEvent): Signal | undefined {
  const task = taskAfter(run, event.previousEventId)
  if (task === undefined) return undefined
  const details = detailsOf(event)
  const output = String(details.output)
  switch (event.type) {
    case 'LambdaFunctionSucceeded':
    case 'TaskSucceeded':
      return { type: 'taskSucceeded', task, output }
    case 'TaskSubmitted':
      return { type: 'taskSubmitted', task, output }
    case 'LambdaFunctionTimedOut':
    case 'TaskTimedOut':
      return { type: 'timer', timer: `${details.error === HEARTBEAT_TIMEOUT ? 'heartbeat' : 'timeout'}-${task}` }
    default:
      // Also the end of a full history, which leaves no room for the task's own event.
      return { type: 'taskFailed', task, error: '', ...errorAndCause(event) }
  }
}

function taskAfter(run: Run, previousEventId: number): number | undefined {
  for (const [task, frame] of run.tasks) {
    if (frame.previousEventId === previousEventId) return task
  }
  return undefined
}

function timerSignal(run: Run, event: HistoryEvent): Signal | undefined {
  for (const [timer, { target }] of run.timers) {
    if (target.kind === 'frame' && explains(target.frame, event)) {
      return { type: 'timer', timer }
    }
  }
  return undefined
}

/** An evaluation that failed may be linked to what came before the state, but its cause names the state's event. */
function explains({ previousEventId, visit }: Frame, event: HistoryEvent): boolean {
  if (event.previousEventId === previousEventId) return true
  return event.type === 'EvaluationFailed' && String(detailsOf(event).cause).includes(`event id #${visit.enteredId})`)
}

function detailsOf(event: HistoryEvent): Record<string, unknown> {
  const key = Object.keys(event).find((name): name is `${string}EventDetails` => name.endsWith('EventDetails'))
  return key === undefined ? {} : (event[key] ?? {})
}

function errorAndCause(event: HistoryEvent): { error?: string; cause?: string } {
  const { error, cause } = detailsOf(event)
  return {
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof cause === 'string' ? { cause } : {}),
  }
}
