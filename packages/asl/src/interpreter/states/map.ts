import type { MapNode } from '../../definition/program.ts'
import { isTooLarge, JsonDocument } from '../../document.ts'
import { dataLimitFailure, runtimeFailure, StateFailed } from '../../failure.ts'
import { fieldOf, integerOf } from '../../field-values.ts'
import { EvaluationFailed } from '../../jsonata/evaluation-failed.ts'
import type { Bindings } from '../../jsonata/expression.ts'
import { evaluateTemplate } from '../../jsonata/template.ts'
import type { MapItem, StartChildren, StateContext } from '../../outcome.ts'

/** An inline Map runs at most so many iterations side by side (developer guide, "Inline mode"). */
const MAX_SIDE_BY_SIDE = 40

export async function executeMap(node: MapNode, context: StateContext): Promise<StartChildren> {
  const bindings = context.bindings()
  const { maxConcurrency } = node
  const bounds = { name: 'MaxConcurrency', min: 0, max: Number.MAX_SAFE_INTEGER }
  const asked = maxConcurrency === undefined ? 0 : await integerOf(maxConcurrency, bindings, bounds)
  const items = await itemsOf(node, context, bindings)
  return {
    kind: 'startChildren',
    started: { length: items.length },
    total: items.length,
    limit: asked === 0 ? MAX_SIDE_BY_SIDE : Math.min(asked, MAX_SIDE_BY_SIDE),
    iterations: true,
    child: async (index) => {
      const item = { Index: index, Value: items[index] }
      return { graph: node.processor, input: await selectInput(node, context, item), item }
    },
    tolerated: () => toleratedFailures(node, bindings, items.length),
  }
}

async function selectInput(node: MapNode, context: StateContext, item: MapItem): Promise<JsonDocument> {
  if (node.itemSelector === undefined) return JsonDocument.ofValue(item.Value)
  const input = JsonDocument.ofValue(await evaluateTemplate(node.itemSelector, context.bindings({ item })))
  if (isTooLarge(input.text)) throw new StateFailed(dataLimitFailure(node.name))
  return input
}

async function itemsOf(
  node: MapNode,
  { input, enteredId }: StateContext,
  bindings: Bindings,
): Promise<readonly unknown[]> {
  if (node.items !== undefined) return fieldOf<unknown[]>(node.items, bindings, 'array')
  const { value } = input
  if (Array.isArray(value)) return value
  if (node.jsonata) throw new EvaluationFailed(`Map state input must be an array but was: ${JSON.stringify(value)}`)
  throw new StateFailed(runtimeFailure(node.name, enteredId, 'Reference path "$" must point to array.'))
}

async function toleratedFailures(node: MapNode, bindings: Bindings, length: number): Promise<number | undefined> {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = node
  const tolerated: number[] = []
  if (count !== undefined) {
    const bounds = { name: 'ToleratedFailureCount', min: 0, max: Number.MAX_SAFE_INTEGER }
    tolerated.push(await integerOf(count, bindings, bounds))
  }
  if (percentage !== undefined) {
    const value = await fieldOf<number>(percentage, bindings, 'number')
    if (value < 0 || value > 100) {
      const message = `ToleratedFailurePercentage must be between 0 and 100 but was: ${value}`
      throw new EvaluationFailed(message, 'ToleratedFailurePercentage')
    }
    tolerated.push(Math.floor((length * value) / 100))
  }
  // With both, the state fails as soon as either is exceeded.
  return tolerated.length === 0 ? undefined : Math.min(...tolerated)
}
