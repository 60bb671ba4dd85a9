import { parseTimestamp } from '../../definition/timestamp.ts'
import { EvaluationFailed } from '../../jsonata/evaluation-failed.ts'
import { bindingsOf } from '../bindings.ts'
import { linkedTo } from '../enter.ts'
import { checkInteger, fieldOf, MAX_SECONDS } from '../fields.ts'
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

/** Unlike what fails on entering the state, what fails after the wait is linked to the Entered event. */
export function endWait(run: Run, frame: Frame): Promise<void> {
  const { visit } = frame
  delete visit.waitingFor
  return linkedTo(visit.enteredId, frame, () => leaveState(run, frame, visit.node, visit.input, {}))
}

/** A value that is no time is linked to the Entered event; an expression that fails is not, as in other states. */
async function dueTime(run: Run, frame: Frame): Promise<number> {
  const { name, seconds, timestamp } = nodeOf(frame, 'Wait')
  const bindings = bindingsOf(run, frame)
  const { enteredId } = frame.visit
  if (seconds !== undefined) {
    const value = await fieldOf<number>(seconds, bindings, 'number')
    const bounds = { name: 'Seconds', min: 0, max: MAX_SECONDS }
    return run.nowMs + 1000 * (await linkedTo(enteredId, frame, async () => checkInteger(value, bounds)))
  }
  if (timestamp === undefined) throw new TypeError(`The Wait "${name}" was not checked to name a time.`)
  const text = await fieldOf<string>(timestamp, bindings, 'string')
  return linkedTo(enteredId, frame, async () => timeOf(text))
}

function timeOf(text: string): number {
  const dueMs = parseTimestamp(text)
  if (dueMs !== undefined) return dueMs
  const problem = 'cannot be parsed as an ISO-8601 extended offset date-time format string'
  throw new EvaluationFailed(`The Timestamp field ${problem}: ${text}`, 'Timestamp')
}
