import type { Cursor } from '../definition/cursor.ts'
import { type Evaluated, evaluated } from '../definition/evaluated.ts'
import { exitFields, type TransformingFields } from '../definition/exit.ts'
import { type ExpressionText, isObject, onlyFor, optional, readFields, required } from '../definition/fields.ts'
import { list, nonEmpty, text } from '../definition/readers.ts'
import { refusalOf } from '../definition/refusal.ts'
import { type AnyState, type StateReader, stateType } from '../definition/state-type.ts'
import { runtimeFailure } from '../failure.ts'
import type { Exit, Fail, Leave, StateContext } from '../outcome.ts'

export interface ChoiceState extends AnyState, TransformingFields {
  Type: 'Choice'
  Choices: readonly ChoiceRule[]
  Default?: string
}

export interface ChoiceRule extends TransformingFields {
  Comment?: string
  Condition: boolean | ExpressionText
  Next: string
}

const evaluatedCondition = evaluated<boolean>(
  'boolean',
  (value, cursor) => typeof value === 'boolean' || cursor.refuse('Expected a JSONata expression or a Boolean'),
  (value) => value,
)

const RULE = {
  Comment: optional(text),
  Condition: required(evaluatedCondition),
  Next: required(text),
  ...exitFields(),
}

interface Rule extends Exit {
  readonly condition: Evaluated<boolean>
}

function rule(value: unknown, cursor: Cursor): Rule | undefined {
  // A rule of JSONPath's is a Variable and a comparison: to name the former is enough.
  const isPath = isObject(value) && value.Variable !== undefined
  const fields = readFields(RULE, value, cursor, (field) => {
    if (field === 'Variable') return onlyFor('Variable', 'JSONata', 'JSONPath')
    return isPath ? undefined : refusalOf(field, true)
  })
  return fields && { condition: fields.Condition, output: fields.Output, assign: fields.Assign, next: fields.Next }
}

const inJsonata = stateType({
  type: 'Choice',
  fields: { ...exitFields(), Choices: required(nonEmpty(list(rule))), Default: optional(text) },
  compile: ({ Choices, Default, Output, Assign }, { name }) => ({
    // The state's own Assign and Output belong to its Default.
    exit: { output: Output, assign: Assign, next: Default },
    execute: (context) => execute(context, name, Choices, Default !== undefined),
  }),
})

export const choice: StateReader = (name, state, cursor) =>
  cursor.scope.jsonata
    ? inJsonata(name, state, cursor)
    : cursor.refuse('A Choice state in JSONPath is not supported here: its rules are paths. Use JSONata.')

/** The first rule that holds decides, and brings its own Assign and Output. */
async function execute(
  context: StateContext,
  name: string,
  rules: readonly Rule[],
  hasDefault: boolean,
): Promise<Leave | Fail> {
  const { input, enteredId } = context
  const bindings = context.bindings()
  for (const exit of rules) {
    if (await exit.condition.evaluate(bindings)) return { kind: 'leave', exit, plainOutput: input }
  }
  if (hasDefault) return { kind: 'leave', plainOutput: input }
  const problem = 'Failed to transition out of the state. The state does not point to a next state.'
  return { kind: 'fail', failure: runtimeFailure(name, enteredId, problem) }
}
