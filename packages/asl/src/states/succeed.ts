import { exitFields } from '../definition/exit.ts'
import type { Json } from '../definition/fields.ts'
import { type AnyState, stateType } from '../definition/state-type.ts'

export interface SucceedState extends AnyState {
  Type: 'Succeed'
  Output?: Json
}

const { Output } = exitFields()

export const succeed = stateType({
  type: 'Succeed',
  fields: { Output },
  compile: (fields) => ({
    exit: { output: fields.Output, assign: undefined, next: undefined },
    execute: ({ input }) => ({ kind: 'leave', plainOutput: input }),
  }),
})
