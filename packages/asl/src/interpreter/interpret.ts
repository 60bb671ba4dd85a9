import type { Program } from '../definition/program.ts'
import type { Execution, ExecutionContext, Signal, Turn } from '../execution.ts'
import { Doc } from './doc.ts'
import { enterState, executeState, guarded } from './enter.ts'
import { HEARTBEAT_TIMEOUT, machineDeletedFailure, RUNTIME, TIMEOUT } from './failure.ts'
import { setMachineTimer } from './machine-timer.ts'
import { newFrame } from './new-frame.ts'
import { redrive } from './redrive.ts'
import { HistoryFull, Run } from './run.ts'
import { endWait } from './states/wait.ts'
import { taskFailed, taskHeartbeat, taskSubmitted, taskSucceeded, taskTimedOut } from './task-signals.ts'

/** A new execution. Its first signal is `start`. */
export function createExecution(program: Program, context: ExecutionContext): Execution {
  return executionOf(new Run(program, context))
}

export function executionOf(run: Run): Execution {
  return { apply: (signal, nowMs) => applySignal(run, signal, nowMs) }
}

/** Takes one signal to its end: until all that is left is waiting. All events of a turn have the turn's time. */
export async function applySignal(run: Run, signal: Signal, nowMs: number): Promise<Turn> {
  run.nowMs = nowMs
  try {
    await act(run, signal)
    await run.drain()
  } catch (error) {
    if (!(error instanceof HistoryFull)) {
      run.takeTurn()
      throw error
    }
    const details = { error: RUNTIME, cause: error.message }
    run.emit('ExecutionFailed', error.previousEventId, details)
    run.end({ type: 'end', status: 'FAILED', ...details })
    await run.drain()
  }
  return run.takeTurn()
}

async function act(run: Run, signal: Signal): Promise<void> {
  if (signal.type === 'redrive') return redrive(run)
  if (signal.type === 'start') return start(run)
  if (run.ended !== undefined) return
  switch (signal.type) {
    case 'taskSucceeded':
      return taskSucceeded(run, signal.task, signal.output)
    case 'taskFailed': {
      const { task, error, cause } = signal
      return taskFailed(run, task, { error, ...(cause === undefined ? {} : { cause }) })
    }
    case 'taskSubmitted':
      return taskSubmitted(run, signal.task, signal.output)
    case 'taskHeartbeat':
      return taskHeartbeat(run, signal.task)
    case 'timer':
      return timerFired(run, signal.timer)
    case 'stop':
      return stop(run, signal)
    case 'machineDeleted':
      return machineDeleted(run)
  }
}

function start(run: Run): void {
  if (run.root !== undefined) throw new TypeError('An execution starts once: "start" was applied before.')
  const { input, roleArn, stateMachineAliasArn, stateMachineVersionArn } = run.context
  run.emit('ExecutionStarted', 0, {
    input,
    inputDetails: { truncated: false },
    roleArn,
    ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
    ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
  })
  const { graph } = run.program
  // AWS links the first state's event to nothing, not to ExecutionStarted.
  const root = newFrame({ graph, previousEventId: 0 })
  run.root = root
  setMachineTimer(run)
  enterState(run, root, graph.startAt, Doc.ofText(input))
}

async function timerFired(run: Run, timer: string): Promise<void> {
  const { target } = run.timers.get(timer) ?? {}
  if (target === undefined) return
  run.timers.delete(timer)
  switch (target.kind) {
    case 'machine':
      run.emit('ExecutionTimedOut', 0, { error: TIMEOUT })
      return run.end({ type: 'end', status: 'TIMED_OUT' })
    case 'timeout':
      return taskTimedOut(run, target.task, TIMEOUT)
    case 'heartbeat':
      return taskTimedOut(run, target.task, HEARTBEAT_TIMEOUT)
    case 'wait':
      return guarded(run, target.frame, () => endWait(run, target.frame))
    case 'retry':
      return run.enqueue(target.frame, () => executeState(run, target.frame))
  }
}

function stop(run: Run, { error, cause }: { error?: string; cause?: string }): void {
  const details = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
  run.emit('ExecutionAborted', 0, details)
  run.end({ type: 'end', status: 'ABORTED', ...details })
}

function machineDeleted(run: Run): void {
  const details = machineDeletedFailure(run.context.stateMachineName)
  run.emit('ExecutionFailed', run.root?.previousEventId ?? 0, details)
  run.end({ type: 'end', status: 'FAILED', ...details })
}
