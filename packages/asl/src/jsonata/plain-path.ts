import type { Bindings } from './expression.ts'
import { isNode } from './syntax.ts'

/** The path went through a list: what comes of it is for JSONata to say. */
export const NOT_PLAIN = Symbol('not plain')

/**
 * Evaluates literals, variables and paths of names (`$states.input.a.b`) without JSONata, which costs some 20 µs and
 * several promises an expression. Undefined for any other tree. Where a list comes in the way it gives up (NOT_PLAIN).
 */
export function plainPath(tree: unknown): ((bindings: Bindings) => unknown) | undefined {
  if (!isNode(tree) || hasExtras(tree)) return undefined
  if (tree.type === 'string' || tree.type === 'number' || tree.type === 'value') return () => tree.value
  if (tree.type === 'variable') return tree.value === 'states' ? undefined : variable(tree.value)
  if (tree.type !== 'path' || !Array.isArray(tree.steps)) return undefined
  const [first, ...rest] = tree.steps
  if (!isNode(first) || first.type !== 'variable' || hasExtras(first)) return undefined
  const start = variable(first.value)
  if (start === undefined) return undefined
  const names: string[] = []
  for (const step of rest) {
    if (!isNode(step) || step.type !== 'name' || hasExtras(step) || typeof step.value !== 'string') return undefined
    names.push(step.value)
  }
  if (names.length === 0) return undefined
  return (bindings) => follow(start(bindings), names)
}

/** Anything beyond the bare node (predicates, grouping, focus, ancestry, kept arrays) changes what it means. */
function hasExtras(node: object): boolean {
  return Object.keys(node).some((key) => !BARE.has(key))
}

const BARE = new Set(['type', 'value', 'position', 'steps'])

function variable(name: unknown): ((bindings: Bindings) => unknown) | undefined {
  if (typeof name !== 'string' || name === '' || name === '$') return undefined
  if (name === 'states') return (bindings) => bindings.states
  // A name that is no variable may be one of JSONata's functions.
  return (bindings) => (Object.hasOwn(bindings.variables, name) ? bindings.variables[name] : NOT_PLAIN)
}

function follow(start: unknown, names: readonly string[]): unknown {
  let value = start
  if (value === NOT_PLAIN) return value
  for (const name of names) {
    if (Array.isArray(value)) return NOT_PLAIN
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}
