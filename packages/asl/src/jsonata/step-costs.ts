import type { Size } from './size.ts'
import type { Cost, Place } from './step-places.ts'
import { isNode, type SyntaxNode } from './syntax.ts'

const CHARS_IN_ONE = 8
const ITEMS_COPIED_IN_ONE = 100
const MAX_LITERAL = 1000

/** What one evaluation takes, without that of its parts. */
export function costOf({ type, value, lhs, rhs, steps }: SyntaxNode, { read, made }: Place): Cost {
  if (['string', 'number', 'value', 'variable', 'name', 'block', 'bind'].includes(type)) return () => 1
  // Names that are looked up in each item of a list find no more, together, than the list holds.
  if (type === 'path' && read + made > 0 && (steps as SyntaxNode[])[0]?.type === 'name') return () => 2
  if (type === 'path' || type === 'condition') return ({ values }) => values
  if (type === 'unary' && value === '-') return () => 1
  if (type === 'unary' && value === '{') return objectCost(lhs as unknown[][])
  if (type === 'binary' && ['+', '-', '*', '/', '%'].includes(String(value))) return () => 1
  if (type === 'binary' && ['and', 'or'].includes(String(value))) return ({ values }) => values
  // Texts of different lengths are known to differ without a comparison.
  if (type === 'binary' && ['=', '!='].includes(String(value)) && [lhs, rhs].some(isShortLiteral)) {
    return () => 1
  }
  return linear
}

/** Where the item that an object is made for is a list, each key is evaluated for each of its items, which are gathered one by one. */
function objectCost(pairs: readonly unknown[][]): Cost {
  if (!pairs.every(([key]) => isNode(key) && key.type === 'string')) return linear
  return ({ values }) => pairs.length * (2 + values / ITEMS_COPIED_IN_ONE)
}

export function linear({ values, chars }: Size): number {
  return values + chars / CHARS_IN_ONE
}

export function isShortLiteral(node: unknown): boolean {
  if (!isNode(node)) return false
  const { type, value } = node
  return (
    (type === 'number' && Math.abs(Number(value)) <= MAX_LITERAL) ||
    (type === 'string' && String(value).length <= MAX_LITERAL)
  )
}
