import type { Cursor } from '../definition/cursor.ts'
import { evaluated, evaluatedInteger, evaluatedNumber } from '../definition/evaluated.ts'
import { exitFields, MOVING, type MovingFields, type TransformingFields } from '../definition/exit.ts'
import {
  type ExpressionText,
  type FieldValues,
  isObject,
  type Json,
  onlyIn,
  optional,
  readFields,
} from '../definition/fields.ts'
import { graph } from '../definition/graph.ts'
import { oneOf } from '../definition/readers.ts'
import { RECOVERING, type RecoveringFields, recoveryOf } from '../definition/recovery.ts'
import { type AnyState, stateType } from '../definition/state-type.ts'
import { template } from '../definition/template.ts'
import { isTooLarge, JsonDocument } from '../document.ts'
import { dataLimitFailure, runtimeFailure, StateFailed } from '../failure.ts'
import { EvaluationFailed } from '../jsonata/evaluation-failed.ts'
import type { Bindings } from '../jsonata/expression.ts'
import { evaluateTemplate } from '../jsonata/template.ts'
import type { Child, StartChildren, StateContext } from '../outcome.ts'
import type { Graph } from '../program.ts'

export interface MapStateOf<Branch> extends AnyState, TransformingFields, MovingFields, RecoveringFields {
  Type: 'Map'
  Items?: readonly Json[] | ExpressionText
  ItemSelector?: Json
  ItemProcessor?: ItemProcessorOf<Branch>
  /** The older name of ItemProcessor. */
  Iterator?: ItemProcessorOf<Branch>
  MaxConcurrency?: number | ExpressionText
  ToleratedFailureCount?: number | ExpressionText
  ToleratedFailurePercentage?: number | ExpressionText
  Parameters?: Json
  ResultSelector?: Json
}

export type ItemProcessorOf<Branch> = Branch & { ProcessorConfig?: { Mode: 'INLINE' } }

/** An inline Map runs at most so many iterations side by side (developer guide, "Inline mode"). */
const MAX_SIDE_BY_SIDE = 40

/** Java's longest integer, which AWS takes. */
const count = evaluatedInteger({ min: 0, max: 2 ** 63 })

const items = evaluated<readonly unknown[]>(
  'array',
  (value, cursor) => Array.isArray(value) || cursor.refuse('Expected a JSONata expression or an Array'),
  (value) => value,
)

const processor = graph({ ProcessorConfig: optional(processorConfig) })

function processorConfig(value: unknown, cursor: Cursor): unknown {
  if (isObject(value) && value.Mode === 'DISTRIBUTED') {
    return cursor.at('Mode').refuse('Mode DISTRIBUTED is not supported here: a Map runs inline only.')
  }
  return readFields({ Mode: optional(oneOf('DISTRIBUTED', 'INLINE')) }, value, cursor)
}

const FIELDS = {
  ...MOVING,
  ...exitFields('result'),
  ...RECOVERING,
  Items: onlyIn('JSONata', items),
  ItemSelector: optional(template),
  ItemProcessor: optional(processor),
  Iterator: optional(processor),
  MaxConcurrency: optional(count),
  ToleratedFailureCount: optional(count),
  ToleratedFailurePercentage: optional(evaluatedNumber({ min: 0, max: 100 })),
  Parameters: onlyIn('JSONPath', template),
  ResultSelector: onlyIn('JSONPath', template),
}

export const map = stateType({
  type: 'Map',
  aborted: ['stopped'],
  fields: FIELDS,
  check(_, cursor, state) {
    const both = (one: string, other: string) => state[one] !== undefined && state[other] !== undefined
    const refuseBoth = (fields: string) =>
      cursor.refuse(`There should only be one of the following fields: [${fields}]`)
    if (both('ItemSelector', 'Parameters')) refuseBoth('ItemSelector, Parameters')
    if (both('ItemProcessor', 'Iterator')) refuseBoth('ItemProcessor, Iterator')
    if (state.ItemProcessor === undefined && state.Iterator === undefined) {
      cursor.refuse('These fields are required: [ItemProcessor]')
    }
  },
  compile: (fields, state) => ({
    exit: { output: fields.Output ?? fields.ResultSelector, assign: fields.Assign, next: fields.Next },
    recovery: recoveryOf(fields),
    graphOfChild: () => (fields.ItemProcessor ?? fields.Iterator) as Graph,
    execute: (context) => execute(context, fields, state),
  }),
})

type MapFields = FieldValues<typeof FIELDS>

async function execute(
  context: StateContext,
  fields: MapFields,
  { name, jsonata }: { name: string; jsonata: boolean },
): Promise<StartChildren> {
  const bindings = context.bindings()
  const asked = (await fields.MaxConcurrency?.evaluate(bindings)) ?? 0
  const list = fields.Items === undefined ? inputList(context, name, jsonata) : await fields.Items.evaluate(bindings)
  return {
    kind: 'startChildren',
    started: { length: list.length },
    total: list.length,
    limit: asked === 0 ? MAX_SIDE_BY_SIDE : Math.min(asked, MAX_SIDE_BY_SIDE),
    iterations: true,
    child: (index) => iterationOf(context, fields, name, { Index: index, Value: list[index] }),
    tolerated: () => toleratedFailures(fields, bindings, list.length),
  }
}

async function iterationOf(
  context: StateContext,
  { ItemSelector, Parameters }: MapFields,
  name: string,
  item: NonNullable<Child['item']>,
): Promise<Child> {
  const selector = ItemSelector ?? Parameters
  if (selector === undefined) return { input: JsonDocument.ofValue(item.Value), item }
  const input = JsonDocument.ofValue(await evaluateTemplate(selector, context.bindings({ item })))
  if (isTooLarge(input.text)) throw new StateFailed(dataLimitFailure(name))
  return { input, item }
}

function inputList({ input, enteredId }: StateContext, name: string, jsonata: boolean): readonly unknown[] {
  const { value } = input
  if (Array.isArray(value)) return value
  if (jsonata) throw new EvaluationFailed(`Map state input must be an array but was: ${JSON.stringify(value)}`)
  throw new StateFailed(runtimeFailure(name, enteredId, 'Reference path "$" must point to array.'))
}

/** With both limits, the state fails as soon as either is exceeded. */
async function toleratedFailures(fields: MapFields, bindings: Bindings, length: number): Promise<number | undefined> {
  const { ToleratedFailureCount, ToleratedFailurePercentage } = fields
  const most = await ToleratedFailureCount?.evaluate(bindings)
  const percentage = await ToleratedFailurePercentage?.evaluate(bindings)
  if (percentage === undefined) return most
  return Math.min(most ?? Number.POSITIVE_INFINITY, Math.floor((length * percentage) / 100))
}
