import { isNode, type SyntaxNode } from '../syntax.ts'
import { isBare, NOT_QUICK, type Quick } from './not-quick.ts'

export function variable(name: unknown): Quick | undefined {
  if (typeof name !== 'string' || name === '' || name === '$') return undefined
  if (name === 'states') return (bindings) => bindings.states
  // A name that is no variable may be one of JSONata's functions.
  return ({ variables }) => (Object.hasOwn(variables, name) ? variables[name] : NOT_QUICK)
}

interface Step {
  name: string
  /** The place in a list, as in `a[0]`. */
  place: number | undefined
}

/** `$v.a.b[0].c`: a variable, then names, each with a place or without. */
export function path(node: SyntaxNode): Quick | undefined {
  if (!isBare(node, 'steps') || !Array.isArray(node.steps) || node.steps.length < 2) return undefined
  const [first, ...rest] = node.steps
  if (!isNode(first) || first.type !== 'variable' || !isBare(first)) return undefined
  const start = variable(first.value)
  const steps = rest.map(stepOf)
  if (start === undefined || steps.includes(undefined)) return undefined
  return (bindings) => follow(start(bindings), steps as Step[])
}

function stepOf(node: unknown): Step | undefined {
  if (!isNode(node) || node.type !== 'name' || !isBare(node, 'stages') || typeof node.value !== 'string')
    return undefined
  const { value: name, stages = [] } = node
  if (!Array.isArray(stages) || stages.length > 1) return undefined
  const [stage] = stages
  if (stage === undefined) return { name, place: undefined }
  const place = isNode(stage) && stage.type === 'filter' ? stage.expr : undefined
  if (!isNode(place) || place.type !== 'number' || !isBare(place)) return undefined
  return Number.isSafeInteger(place.value) ? { name, place: Number(place.value) } : undefined
}

function follow(start: unknown, steps: readonly Step[]): unknown {
  let value = start
  for (const { name, place } of steps) {
    if (value === NOT_QUICK || Array.isArray(value)) return NOT_QUICK
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
    if (place !== undefined) value = itemAt(value, place)
  }
  return value
}

/** What is no list counts as a list of one; places below zero count from the end. */
function itemAt(value: unknown, place: number): unknown {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  const item = list[place < 0 ? list.length + place : place]
  return Array.isArray(item) ? NOT_QUICK : item
}
