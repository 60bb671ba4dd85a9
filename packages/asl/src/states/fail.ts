import { evaluatedText } from '../definition/evaluated.ts'
import { optional } from '../definition/fields.ts'
import { type AnyState, stateType } from '../definition/state-type.ts'

export interface FailState extends AnyState {
  Type: 'Fail'
  Error?: string
  Cause?: string
}

/** No name is made up for a Fail that gives none. */
export const fail = stateType({
  type: 'Fail',
  fields: { Error: optional(evaluatedText), Cause: optional(evaluatedText) },
  compile: (fields) => ({
    exit: { output: undefined, assign: undefined, next: undefined },
    execute: async (context) => {
      const bindings = context.bindings()
      const error = await fields.Error?.evaluate(bindings)
      const cause = await fields.Cause?.evaluate(bindings)
      return {
        kind: 'fail',
        failure: { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) },
      }
    },
  }),
})
