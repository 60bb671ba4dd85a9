import type { ChoiceNode } from '../../definition/program.ts'
import { bindingsOf } from '../bindings.ts'
import { runtimeFailure, StateFailed } from '../failure.ts'
import { fieldOf } from '../fields.ts'
import type { Frame } from '../frame.ts'
import { leaveState } from '../leave.ts'
import type { Run } from '../run.ts'
import { nodeOf } from './node-of.ts'

/** The first rule that holds decides, and brings its own Assign and Output; the state's own belong to its Default. */
export async function executeChoice(run: Run, frame: Frame): Promise<void> {
  const node: ChoiceNode = nodeOf(frame, 'Choice')
  const { input, enteredId } = frame.visit
  const bindings = bindingsOf(run, frame)
  for (const rule of node.rules) {
    if (await fieldOf<boolean>(rule.condition, bindings, 'boolean')) return leaveState(run, frame, rule, input, {})
  }
  if (node.default === undefined) {
    const text = 'Failed to transition out of the state. The state does not point to a next state.'
    throw new StateFailed(runtimeFailure(node.name, enteredId, text))
  }
  await leaveState(run, frame, { ...node, next: node.default }, input, {})
}
