import { exitFields, MOVING, type MovingFields, type TransformingFields } from '../definition/exit.ts'
import { type Json, onlyIn } from '../definition/fields.ts'
import { type AnyState, stateType } from '../definition/state-type.ts'
import { template } from '../definition/template.ts'

export interface PassState extends AnyState, TransformingFields, MovingFields {
  Type: 'Pass'
  Result?: Json
  Parameters?: Json
}

/** Gives its output, or else its input as it came. */
export const pass = stateType({
  type: 'Pass',
  fields: {
    ...MOVING,
    ...exitFields(),
    Result: onlyIn('JSONPath', template),
    Parameters: onlyIn('JSONPath', template),
  },
  // Without paths, a JSONPath state's Result or Parameters is its output as it stands.
  compile: ({ Output, Result, Parameters, Assign, Next }) => ({
    exit: { output: Output ?? Result ?? Parameters, assign: Assign, next: Next },
    execute: ({ input }) => ({ kind: 'leave', plainOutput: input }),
  }),
})
