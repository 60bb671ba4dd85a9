import { exitFields, MOVING, type MovingFields, type TransformingFields } from '../definition/exit.ts'
import { type Json, onlyIn, required } from '../definition/fields.ts'
import { graph } from '../definition/graph.ts'
import { list, nonEmpty } from '../definition/readers.ts'
import { RECOVERING, type RecoveringFields, recoveryOf } from '../definition/recovery.ts'
import { type AnyState, stateType } from '../definition/state-type.ts'
import { template } from '../definition/template.ts'
import { isTooLarge, JsonDocument } from '../document.ts'
import { dataLimitFailure } from '../failure.ts'
import { evaluateTemplate } from '../jsonata/template.ts'
import type { Graph } from '../program.ts'

export interface ParallelStateOf<Branch> extends AnyState, TransformingFields, MovingFields, RecoveringFields {
  Type: 'Parallel'
  Branches: readonly Branch[]
  Arguments?: Json
  Parameters?: Json
  ResultSelector?: Json
}

/** Every branch gets the same input, and all of them run at once. */
export const parallel = stateType({
  type: 'Parallel',
  aborted: ['stopped'],
  fields: {
    ...MOVING,
    ...exitFields('result'),
    ...RECOVERING,
    Arguments: onlyIn('JSONata', template),
    Parameters: onlyIn('JSONPath', template),
    ResultSelector: onlyIn('JSONPath', template),
    Branches: required(nonEmpty(list(graph()))),
  },
  compile: (fields, { name }) => {
    const { Branches, Arguments, Parameters, Output, ResultSelector, Assign, Next } = fields
    const given = Arguments ?? Parameters
    return {
      exit: { output: Output ?? ResultSelector, assign: Assign, next: Next },
      recovery: recoveryOf(fields),
      graphOfChild: (index) => Branches[index] as Graph,
      execute: async (context) => {
        const input =
          given === undefined ? context.input : JsonDocument.ofValue(await evaluateTemplate(given, context.bindings()))
        if (isTooLarge(input.text)) return { kind: 'fail', failure: dataLimitFailure(name) }
        const total = Branches.length
        return { kind: 'startChildren', total, limit: total, iterations: false, child: async () => ({ input }) }
      },
    }
  },
})
