import type { Bindings } from './expression.ts'
import { isNode, type SyntaxNode } from './syntax.ts'

/** There is a list, an object or a function in the way: what comes of it is for JSONata to say. */
export const NOT_QUICK = Symbol('not quick')

export type Quick = (bindings: Bindings) => unknown

/**
 * Evaluates literals, variables, paths of names (`$states.input.a.b`), and comparisons of such, without JSONata, which
 * takes some 20 µs and several promises for each. Undefined for any other tree; NOT_QUICK for values it is not made for.
 */
export function quick(tree: unknown): Quick | undefined {
  if (!isNode(tree) || hasExtras(tree)) return undefined
  switch (tree.type) {
    case 'string':
    case 'number':
    case 'value':
      return () => tree.value
    case 'variable':
      // `$states` by itself would be handed out with its getters.
      return tree.value === 'states' ? undefined : variable(tree.value)
    case 'path':
      return path(tree.steps)
    case 'binary':
      return binary(tree)
    default:
      return undefined
  }
}

/** Anything beyond the bare node (predicates, grouping, focus, ancestry, kept lists) changes what it means. */
function hasExtras(node: object): boolean {
  return Object.keys(node).some((key) => !BARE.has(key))
}

const BARE = new Set(['type', 'value', 'position', 'steps', 'lhs', 'rhs'])

function variable(name: unknown): Quick | undefined {
  if (typeof name !== 'string' || name === '' || name === '$') return undefined
  if (name === 'states') return (bindings) => bindings.states
  // A name that is no variable may be one of JSONata's functions.
  return ({ variables }) => (Object.hasOwn(variables, name) ? variables[name] : NOT_QUICK)
}

function path(steps: unknown): Quick | undefined {
  if (!Array.isArray(steps) || steps.length < 2) return undefined
  const [first, ...rest] = steps
  if (!isNode(first) || first.type !== 'variable' || hasExtras(first)) return undefined
  const start = variable(first.value)
  if (start === undefined) return undefined
  const names: string[] = []
  for (const step of rest) {
    if (!isNode(step) || step.type !== 'name' || hasExtras(step) || typeof step.value !== 'string') return undefined
    names.push(step.value)
  }
  return (bindings) => follow(start(bindings), names)
}

function follow(start: unknown, names: readonly string[]): unknown {
  let value = start
  if (value === NOT_QUICK) return value
  for (const name of names) {
    if (Array.isArray(value)) return NOT_QUICK
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

function binary({ value: operator, lhs, rhs }: SyntaxNode): Quick | undefined {
  const left = quick(lhs)
  const right = quick(rhs)
  if (left === undefined || right === undefined) return undefined
  if (operator === '=' || operator === '!=') {
    return (bindings) => compare(left(bindings), right(bindings), operator === '=')
  }
  if (operator === 'and' || operator === 'or') {
    // Either operand decides alone: the left one if it can, without a look at the right one.
    const decisive = operator === 'or'
    return (bindings) => {
      const one = left(bindings)
      if (typeof one !== 'boolean') return NOT_QUICK
      if (one === decisive) return one
      const other = right(bindings)
      return typeof other === 'boolean' ? other : NOT_QUICK
    }
  }
  return undefined
}

/** Nothing is neither equal nor unequal to anything. */
function compare(left: unknown, right: unknown, equal: boolean): unknown {
  if (left === undefined || right === undefined) return false
  return isScalar(left) && isScalar(right) ? (left === right) === equal : NOT_QUICK
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
