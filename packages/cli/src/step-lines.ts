import { ancestorsOf, type HistoryEvent, type Step, type StepStatus, stepsOf } from 'history'

/** A step as `enroll show` prints it. */
export interface StepLine {
  state: string
  type: string
  status: StepStatus
  /** How many Parallel branches or Map iterations it is nested in. */
  depth: number
  /** Attempts beyond the first. */
  retries: number
  /** Undefined until the state is exited, and if it never is. */
  durationMs: number | undefined
  input: string | undefined
  output: string | undefined
  /** The last error, even if a later attempt succeeded. */
  error: string | undefined
}

/** The steps of an execution in the order in which they were entered. */
export function stepLines(events: readonly HistoryEvent[]): StepLine[] {
  return stepsOf(events).all.map((step) => ({
    state: step.state,
    type: step.type,
    status: step.status,
    depth: ancestorsOf(step).length,
    retries: Math.max(0, step.attempts.length - 1),
    durationMs: durationOf(step),
    input: step.input,
    output: step.output,
    error: lastError(step),
  }))
}

function durationOf({ status, enteredMs, leftMs }: Step): number | undefined {
  const left = status === 'succeeded' || status === 'caught'
  return left && leftMs !== undefined ? leftMs - enteredMs : undefined
}

function lastError({ error, attempts }: Step): string | undefined {
  return error ?? attempts.findLast((attempt) => attempt.error !== undefined)?.error
}
