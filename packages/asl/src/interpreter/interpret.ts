import { JsonDocument } from '../document.ts'
import type { Execution, ExecutionContext, Flush, Signal, Turn } from '../execution.ts'
import { HEARTBEAT_TIMEOUT, machineDeletedFailure, RUNTIME, TIMEOUT } from '../failure.ts'
import type { Evaluator } from '../jsonata/detached.ts'
import type { Program } from '../program.ts'
import { enterState, rootFrame } from './enter.ts'
import { setMachineTimer } from './machine-timer.ts'
import { redrive } from './redrive.ts'
import { HistoryFull, Run } from './run.ts'
import { runSteps } from './run-steps.ts'
import type { Step } from './step.ts'
import { applyTaskSignal } from './tasks.ts'

/**
 * A new execution. Its first signal is `start`. Without an evaluator, expressions that take long hold up the thread,
 * for five seconds at most if they are of a kind that JSONata can end.
 */
export function createExecution(program: Program, context: ExecutionContext, evaluator?: Evaluator): Execution {
  return executionOf(new Run(program, context, evaluator))
}

export function executionOf(run: Run): Execution {
  return {
    apply: (signal, nowMs, flush) => applySignal(run, signal, nowMs, flush),
    interrupt: () => run.interrupt(),
  }
}

/** Takes one signal to its end: until all that is left is waiting. All events of a turn have the turn's time. */
export async function applySignal(run: Run, signal: Signal, nowMs: number, flush?: Flush): Promise<Turn> {
  run.nowMs = nowMs
  run.flush = flush
  try {
    run.steps.unshift(...stepsOf(run, signal))
    await Promise.race([runSteps(run), run.interrupted()])
  } catch (error) {
    run.steps.length = 0
    if (!(error instanceof HistoryFull)) {
      run.takeTurn()
      throw error
    }
    endFailed(run, { error: RUNTIME, cause: error.message }, error.previousEventId)
  }
  return run.takeTurn()
}

/** What a signal begins: events of its own, and the steps that follow from them. */
function stepsOf(run: Run, signal: Signal): Step[] {
  if (signal.type === 'start') return start(run)
  if (signal.type === 'redrive') return redrive(run)
  if (run.ended !== undefined) return []
  switch (signal.type) {
    case 'timer':
      return timerFired(run, signal.timer)
    case 'stop':
      return stop(run, signal)
    case 'machineDeleted':
      return endFailed(run, machineDeletedFailure(run.context.stateMachineName), run.root?.previousEventId ?? 0)
    default:
      return applyTaskSignal(run, signal)
  }
}

function start(run: Run): Step[] {
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
  run.root = rootFrame(graph)
  setMachineTimer(run)
  enterState(run, run.root, graph.startAt, JsonDocument.ofText(input))
  return []
}

function timerFired(run: Run, timer: string): Step[] {
  const { target } = run.timers.get(timer) ?? {}
  if (target === undefined) return []
  run.timers.delete(timer)
  switch (target.kind) {
    case 'machine':
      run.emit('ExecutionTimedOut', 0, { error: TIMEOUT })
      run.end({ type: 'end', status: 'TIMED_OUT' })
      return []
    case 'timeout':
      return applyTaskSignal(run, { type: 'taskTimedOut', task: target.task, error: TIMEOUT })
    case 'heartbeat':
      return applyTaskSignal(run, { type: 'taskTimedOut', task: target.task, error: HEARTBEAT_TIMEOUT })
    case 'frame': {
      const { frame } = target
      const { waitingFor } = frame.visit
      if (waitingFor?.kind !== 'timer') return []
      delete frame.visit.waitingFor
      return [{ frame, action: waitingFor.whenDue }]
    }
  }
}

function stop(run: Run, { error, cause }: { error?: string; cause?: string }): Step[] {
  const details = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
  run.emit('ExecutionAborted', 0, details)
  run.end({ type: 'end', status: 'ABORTED', ...details })
  return []
}

function endFailed(run: Run, details: { error: string; cause: string }, previousEventId: number): Step[] {
  run.emit('ExecutionFailed', previousEventId, details)
  run.end({ type: 'end', status: 'FAILED', ...details })
  return []
}
