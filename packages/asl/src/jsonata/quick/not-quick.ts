import type { Bindings } from '../expression.ts'
import type { SyntaxNode } from '../syntax.ts'

/** There is something in the way that only JSONata has an answer to: it is asked then. */
export const NOT_QUICK = Symbol('not quick')

export type Quick = (bindings: Bindings) => unknown

/** Turns a part of a tree into its quick way; undefined where it has none. */
export type Compile = (tree: unknown) => Quick | undefined

/** What JSONata adds to a node (predicates, grouping, focus, ancestry, kept lists) changes what it means. */
export function isBare(node: SyntaxNode, ...own: string[]): boolean {
  const known = ['type', 'value', 'position', ...own]
  return Object.entries(node).every(([key, value]) => value === undefined || known.includes(key))
}

/** No list, and none of JSONata's functions, which are objects too. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return !Object.hasOwn(value, '_jsonata_function') && !Object.hasOwn(value, '_jsonata_lambda')
}
