import { EvaluationFailed } from './jsonata/evaluation-failed.ts'

/** Why a state failed, in the names that Retry and Catch match. */
export interface Failure {
  readonly error?: string
  readonly cause?: string
  /** Set for a field that could not be evaluated: recorded as EvaluationFailed before anything is done about it. */
  readonly evaluation?: {
    readonly location?: string
    /** Overrides what the event is linked to. */
    readonly previousEventId?: number
  }
}

/** Thrown inside a state to fail it. */
export class StateFailed extends Error {
  override readonly name = 'StateFailed'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.cause)
    this.failure = failure
  }
}

const QUERY_EVALUATION_ERROR = 'States.QueryEvaluationError'
export const RUNTIME = 'States.Runtime'
export const TIMEOUT = 'States.Timeout'
export const HEARTBEAT_TIMEOUT = 'States.HeartbeatTimeout'
const DATA_LIMIT_EXCEEDED = 'States.DataLimitExceeded'
export const TOLERANCE_EXCEEDED = 'States.ExceedToleratedFailureThreshold'

/** The sentence that AWS puts before the cause of whatever its own interpreter finds wrong. */
function inState(name: string, enteredId: number, text: string): string {
  return `An error occurred while executing the state '${name}' (entered at the event id #${enteredId}). ${text}`
}

export function evaluationFailure(
  name: string,
  enteredId: number,
  { message, field, previousEventId }: EvaluationFailed,
): Failure {
  return {
    error: QUERY_EVALUATION_ERROR,
    cause: inState(name, enteredId, message),
    evaluation: {
      ...(field === undefined ? {} : { location: field }),
      ...(previousEventId === undefined ? {} : { previousEventId }),
    },
  }
}

/** Runs a part of a state, and links an evaluation failure in it to this event instead of the usual one. */
export async function linkedTo<T>(
  previousEventId: number,
  part: () => Promise<T>,
  failure = EvaluationFailed,
): Promise<T> {
  try {
    return await part()
  } catch (error) {
    if (error instanceof failure) error.previousEventId = previousEventId
    throw error
  }
}

export function runtimeFailure(name: string, enteredId: number, text: string): Failure {
  return { error: RUNTIME, cause: inState(name, enteredId, text) }
}

export function dataLimitFailure(stateOrTask: string): Failure {
  return {
    error: DATA_LIMIT_EXCEEDED,
    cause: `The state/task '${stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  }
}

/**
 * Whether an ErrorEquals matches a failure (developer guide, "Error names"): States.ALL matches everything but
 * States.DataLimitExceeded and States.Runtime, States.TaskFailed everything but those and timeouts, and nothing
 * matches States.Runtime.
 */
export function matches(errorEquals: readonly string[], { error = '' }: Failure): boolean {
  if (error === RUNTIME) return false
  return errorEquals.some((name) => {
    if (name === error) return true
    if (name === 'States.ALL') return error !== DATA_LIMIT_EXCEEDED
    if (name === 'States.TaskFailed') return ![DATA_LIMIT_EXCEEDED, TIMEOUT, HEARTBEAT_TIMEOUT].includes(error)
    return name === TIMEOUT && error === HEARTBEAT_TIMEOUT
  })
}

export function machineDeletedFailure(stateMachineName: string): { error: string; cause: string } {
  return { error: RUNTIME, cause: `State machine ${stateMachineName} has been deleted.` }
}
