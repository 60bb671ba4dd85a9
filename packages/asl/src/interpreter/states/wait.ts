import { parseTimestamp } from '../../definition/timestamp.ts'
import { EvaluationFailed } from '../../jsonata/evaluation-failed.ts'
import { bindingsOf } from '../bindings.ts'
import { evaluationFailure, StateFailed } from '../failure.ts'
import { fieldOf, integerOf, MAX_SECONDS } from '../fields.ts'
import type { Frame } from '../frame.ts'
import { leaveState } from '../leave.ts'
import type { Run } from '../run.ts'
import { nodeOf } from './node-of.ts'

/** A time that has come already costs no timer. */
export async function executeWait(run: Run, frame: Frame): Promise<void> {
  const dueMs = await dueTime(run, frame)
  if (dueMs <= run.nowMs) return endWait(run, frame)
  const timer = `wait-${frame.previousEventId}`
  frame.visit.waitingFor = { kind: 'wait', timer }
  frame.status = 'waiting'
  run.setTimer(timer, dueMs, { kind: 'wait', frame })
}

export function endWait(run: Run, frame: Frame): Promise<void> {
  delete frame.visit.waitingFor
  return leaveState(run, frame, frame.visit.node, frame.visit.input, {})
}

async function dueTime(run: Run, frame: Frame): Promise<number> {
  const { name, seconds, timestamp } = nodeOf(frame, 'Wait')
  const bindings = bindingsOf(run, frame)
  if (seconds !== undefined) {
    return run.nowMs + 1000 * (await integerOf(seconds, bindings, { name: 'Seconds', min: 0, max: MAX_SECONDS }))
  }
  if (timestamp === undefined) throw new TypeError(`The Wait "${name}" was not checked to name a time.`)
  const text = await fieldOf<string>(timestamp, bindings, 'string')
  const dueMs = parseTimestamp(text)
  if (dueMs !== undefined) return dueMs
  const message = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`
  const failure = evaluationFailure(name, frame.visit.enteredId, new EvaluationFailed(message, 'Timestamp'))
  // The expression itself was fine: unlike other evaluation failures, AWS links this one to the state's Entered event.
  const evaluation = { ...failure.evaluation, previousEventId: frame.previousEventId }
  throw new StateFailed({ ...failure, evaluation })
}
