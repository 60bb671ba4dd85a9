import type { MapNode } from '../../definition/program.ts'
import { EvaluationFailed } from '../../jsonata/evaluation-failed.ts'
import type { Bindings } from '../../jsonata/expression.ts'
import { evaluateTemplate } from '../../jsonata/template.ts'
import { bindingsOf } from '../bindings.ts'
import { Doc, isTooLarge } from '../doc.ts'
import { enterState, linkedTo } from '../enter.ts'
import { dataLimitFailure, runtimeFailure, StateFailed } from '../failure.ts'
import { fieldOf, integerOf } from '../fields.ts'
import type { Frame, MapRegion } from '../frame.ts'
import { newFrame } from '../new-frame.ts'
import { abortRegion, finishRegion, iteration } from '../region.ts'
import type { Run } from '../run.ts'
import { nodeOf } from './node-of.ts'

/** An inline Map runs at most so many iterations side by side (developer guide, "Inline mode"). */
const MAX_SIDE_BY_SIDE = 40

export async function executeMap(run: Run, frame: Frame): Promise<void> {
  const node = nodeOf(frame, 'Map')
  const bindings = bindingsOf(run, frame)
  const { maxConcurrency } = node
  const bounds = { name: 'MaxConcurrency', min: 0, max: Number.MAX_SAFE_INTEGER }
  const asked = maxConcurrency === undefined ? 0 : await integerOf(maxConcurrency, bindings, bounds)
  const items = await itemsOf(node, frame, bindings)
  const { visit } = frame
  // What fails right after MapStateStarted, AWS still links to what came before the state.
  const unlinked = frame.previousEventId === visit.enteredId ? visit.cameFrom : frame.previousEventId
  const startedId = run.emit('MapStateStarted', frame.previousEventId, { length: items.length })
  frame.previousEventId = startedId
  frame.status = 'waiting'
  const tolerated = await linkedTo(unlinked, frame, () => toleratedFailures(node, bindings, items.length))
  const region: MapRegion = {
    kind: 'map',
    node,
    owner: frame,
    startedId,
    children: [],
    outputs: [],
    items,
    limit: asked === 0 ? MAX_SIDE_BY_SIDE : Math.min(asked, MAX_SIDE_BY_SIDE),
    ...(tolerated === undefined ? {} : { tolerated }),
    nextIndex: 0,
    failed: 0,
  }
  visit.waitingFor = region
  if (items.length === 0) return finishRegion(run, region)
  await linkedTo(unlinked, frame, () => startIterations(run, region, startedId))
}

/** Starts iterations while there are items and free places. Throws what fails in an ItemSelector. */
export async function startIterations(run: Run, region: MapRegion, previousEventId: number): Promise<void> {
  const { owner, node, items, limit } = region
  const underWay = () => region.children.filter(({ status }) => status === 'running' || status === 'waiting').length
  for (let free = limit - underWay(); free > 0 && region.nextIndex < items.length; free--) {
    const index = region.nextIndex
    const item = { Index: index, Value: items[index] }
    const input = await selectInput(run, region, item, previousEventId)
    region.nextIndex++
    const startedId = run.emit('MapIterationStarted', previousEventId, iteration(region, index))
    const parent = { region, index }
    const frame = newFrame({ graph: node.processor, parent, around: owner, item, previousEventId: startedId })
    region.children.push(frame)
    enterState(run, frame, node.processor.startAt, input)
  }
}

async function selectInput(
  run: Run,
  region: MapRegion,
  item: NonNullable<Frame['item']>,
  previousEventId: number,
): Promise<Doc> {
  const { owner, node } = region
  if (node.itemSelector === undefined) return Doc.ofValue(item.Value)
  try {
    const input = Doc.ofValue(await evaluateTemplate(node.itemSelector, bindingsOf(run, owner, { item })))
    if (isTooLarge(input.text)) throw new StateFailed(dataLimitFailure(node.name))
    return input
  } catch (error) {
    owner.previousEventId = previousEventId
    abortRegion(run, region, previousEventId)
    throw error
  }
}

async function itemsOf(node: MapNode, { visit }: Frame, bindings: Bindings): Promise<readonly unknown[]> {
  if (node.items !== undefined) return fieldOf<unknown[]>(node.items, bindings, 'array')
  const { value } = visit.input
  if (Array.isArray(value)) return value
  if (node.jsonata) throw new EvaluationFailed(`Map state input must be an array but was: ${JSON.stringify(value)}`)
  throw new StateFailed(runtimeFailure(node.name, visit.enteredId, 'Reference path "$" must point to array.'))
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
