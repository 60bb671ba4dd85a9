import type { ChoiceNode } from '../../definition/program.ts'
import { runtimeFailure } from '../../failure.ts'
import { fieldOf } from '../../field-values.ts'
import type { Fail, Leave, StateContext } from '../../outcome.ts'

/** The first rule that holds decides, and brings its own Assign and Output; the state's own belong to its Default. */
export async function executeChoice(node: ChoiceNode, context: StateContext): Promise<Leave | Fail> {
  const { input, enteredId } = context
  const bindings = context.bindings()
  for (const rule of node.rules) {
    if (await fieldOf<boolean>(rule.condition, bindings, 'boolean')) {
      return { kind: 'leave', exit: rule, plainOutput: input }
    }
  }
  if (node.default === undefined) {
    const text = 'Failed to transition out of the state. The state does not point to a next state.'
    return { kind: 'fail', failure: runtimeFailure(node.name, enteredId, text) }
  }
  return { kind: 'leave', exit: { ...node, next: node.default }, plainOutput: input }
}
