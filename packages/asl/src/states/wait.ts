import { type Evaluated, evaluated, evaluatedInteger } from '../definition/evaluated.ts'
import { exitFields, MOVING, type MovingFields, type TransformingFields } from '../definition/exit.ts'
import { type ExpressionText, optional } from '../definition/fields.ts'
import { MAX_SECONDS, type Reader, text } from '../definition/readers.ts'
import { type AnyState, stateType } from '../definition/state-type.ts'
import { parseTimestamp } from '../definition/timestamp.ts'
import { linkedTo } from '../failure.ts'
import { InvalidValue } from '../jsonata/evaluation-failed.ts'
import type { Leave, StateContext, Wait } from '../outcome.ts'

export interface WaitState extends AnyState, TransformingFields, MovingFields {
  Type: 'Wait'
  Seconds?: number | ExpressionText
  Timestamp?: string
}

const writtenTimestamp: Reader<string> = (value, cursor) => {
  const timestamp = text(value, cursor)
  if (timestamp !== undefined && parseTimestamp(timestamp) === undefined) {
    cursor.refuse('String does not match RFC3339 timestamp')
  }
  return timestamp
}

const evaluatedTimestamp = evaluated('string', writtenTimestamp, (value: string, name) => {
  const dueMs = parseTimestamp(value)
  if (dueMs !== undefined) return dueMs
  const problem = 'cannot be parsed as an ISO-8601 extended offset date-time format string'
  throw new InvalidValue(`The ${name} field ${problem}: ${value}`, name)
})

export const wait = stateType({
  type: 'Wait',
  aborted: ['stopped'],
  fields: {
    ...MOVING,
    ...exitFields(),
    Seconds: optional(evaluatedInteger({ min: 0, max: MAX_SECONDS })),
    Timestamp: optional(evaluatedTimestamp),
  },
  check(_, cursor, { Seconds, Timestamp, SecondsPath, TimestampPath }) {
    // A path is refused as such.
    if (SecondsPath !== undefined || TimestampPath !== undefined) return
    if ((Seconds === undefined) === (Timestamp === undefined)) {
      cursor.refuse('There must be exactly one of the following fields: [Seconds, Timestamp]')
    }
  },
  compile: ({ Seconds, Timestamp, Output, Assign, Next }) => ({
    exit: { output: Output, assign: Assign, next: Next },
    execute: (context) => execute(context, Seconds, Timestamp),
  }),
})

/** A time that has come already costs no timer. */
async function execute(
  context: StateContext,
  seconds: Evaluated<number> | undefined,
  timestamp: Evaluated<number> | undefined,
): Promise<Wait | Leave> {
  const { input, enteredId, nowMs } = context
  const bindings = context.bindings()
  // A value that is no time is linked to the Entered event; an expression that fails is not, as in other states.
  const dueMs = await linkedTo(
    enteredId,
    async () => (await timestamp?.evaluate(bindings)) ?? nowMs + 1000 * ((await seconds?.evaluate(bindings)) ?? 0),
    InvalidValue,
  )
  // Unlike what fails on entering the state, what fails after the wait is linked to the Entered event.
  const leave: Leave = { kind: 'leave', plainOutput: input, failureLink: enteredId }
  return dueMs <= nowMs ? leave : { kind: 'wait', dueMs, whenDue: leave }
}
