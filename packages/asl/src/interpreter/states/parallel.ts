import type { Graph, ParallelNode } from '../../definition/program.ts'
import { isTooLarge, JsonDocument } from '../../document.ts'
import { dataLimitFailure } from '../../failure.ts'
import { evaluateTemplate } from '../../jsonata/template.ts'
import type { Fail, StartChildren, StateContext } from '../../outcome.ts'

/** Every branch gets the same input, and all of them run at once. */
export async function executeParallel(node: ParallelNode, context: StateContext): Promise<StartChildren | Fail> {
  const input =
    node.arguments === undefined
      ? context.input
      : JsonDocument.ofValue(await evaluateTemplate(node.arguments, context.bindings()))
  if (isTooLarge(input.text)) return { kind: 'fail', failure: dataLimitFailure(node.name) }
  const { branches } = node
  return {
    kind: 'startChildren',
    total: branches.length,
    limit: branches.length,
    iterations: false,
    child: async (index) => ({ graph: branches[index] as Graph, input }),
  }
}
