import { awaitsRetry, type Step, type StepStatus } from 'history'

/** How a status is shown: by its colour, always with its sign and its word. */
export interface StatusLook {
  tone: 'good' | 'bad' | 'warn' | 'live' | 'idle'
  sign: 'check' | 'cross' | 'caught' | 'stop' | 'spin' | 'dash' | 'clock'
  label: string
}

export const STEP_LOOKS: Record<StepStatus | 'notReached' | 'retrying', StatusLook> = {
  succeeded: { tone: 'good', sign: 'check', label: 'Succeeded' },
  failed: { tone: 'bad', sign: 'cross', label: 'Failed' },
  caught: { tone: 'warn', sign: 'caught', label: 'Caught' },
  aborted: { tone: 'idle', sign: 'stop', label: 'Aborted' },
  running: { tone: 'live', sign: 'spin', label: 'Running' },
  retrying: { tone: 'warn', sign: 'clock', label: 'Waiting to retry' },
  notReached: { tone: 'idle', sign: 'dash', label: 'Not reached' },
}

export type ExecutionLook =
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'PENDING_REDRIVE'
  | 'CANCELLED'
  | 'ENROLLED'

/** A cancelled enrollment is a success of the workflow and a no to the student: it has a style of its own. */
export const EXECUTION_LOOKS: Record<ExecutionLook, StatusLook> = {
  RUNNING: { tone: 'live', sign: 'spin', label: 'Running' },
  SUCCEEDED: { tone: 'good', sign: 'check', label: 'Succeeded' },
  FAILED: { tone: 'bad', sign: 'cross', label: 'Failed' },
  TIMED_OUT: { tone: 'bad', sign: 'clock', label: 'Timed out' },
  ABORTED: { tone: 'idle', sign: 'stop', label: 'Aborted' },
  PENDING_REDRIVE: { tone: 'live', sign: 'clock', label: 'Pending redrive' },
  ENROLLED: { tone: 'good', sign: 'check', label: 'Enrolled' },
  CANCELLED: { tone: 'warn', sign: 'cross', label: 'Cancelled' },
}

/** The style of a visit; a state without one was not reached. */
export function lookOf(step: Step | undefined): StatusLook {
  if (step === undefined) return STEP_LOOKS.notReached
  return STEP_LOOKS[awaitsRetry(step) ? 'retrying' : step.status]
}
