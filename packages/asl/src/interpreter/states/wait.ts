import type { WaitNode } from '../../definition/program.ts'
import { parseTimestamp } from '../../definition/timestamp.ts'
import { linkedTo } from '../../failure.ts'
import { checkInteger, fieldOf, MAX_SECONDS } from '../../field-values.ts'
import { EvaluationFailed } from '../../jsonata/evaluation-failed.ts'
import type { Leave, StateContext, Wait } from '../../outcome.ts'

/** A time that has come already costs no timer. */
export async function executeWait(node: WaitNode, context: StateContext): Promise<Wait | Leave> {
  const { input, enteredId, nowMs } = context
  const dueMs = await dueTime(node, context)
  // Unlike what fails on entering the state, what fails after the wait is linked to the Entered event.
  const leave: Leave = { kind: 'leave', exit: node, plainOutput: input, failureLink: enteredId }
  return dueMs <= nowMs ? leave : { kind: 'wait', dueMs, whenDue: leave }
}

/** A value that is no time is linked to the Entered event; an expression that fails is not, as in other states. */
async function dueTime({ name, seconds, timestamp }: WaitNode, context: StateContext): Promise<number> {
  const bindings = context.bindings()
  const { enteredId, nowMs } = context
  if (seconds !== undefined) {
    const value = await fieldOf<number>(seconds, bindings, 'number')
    const bounds = { name: 'Seconds', min: 0, max: MAX_SECONDS }
    return nowMs + 1000 * (await linkedTo(enteredId, () => checkInteger(value, bounds)))
  }
  if (timestamp === undefined) throw new TypeError(`The Wait "${name}" was not checked to name a time.`)
  const text = await fieldOf<string>(timestamp, bindings, 'string')
  return linkedTo(enteredId, () => timeOf(text))
}

function timeOf(text: string): number {
  const dueMs = parseTimestamp(text)
  if (dueMs !== undefined) return dueMs
  const problem = 'cannot be parsed as an ISO-8601 extended offset date-time format string'
  throw new EvaluationFailed(`The Timestamp field ${problem}: ${text}`, 'Timestamp')
}
