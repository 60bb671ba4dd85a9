import type { Bindings } from '../expression.ts'
import type { SyntaxNode } from '../syntax.ts'
import { type Compile, isBare, NOT_QUICK, type Quick } from './not-quick.ts'

type Operation = (left: unknown, right: unknown) => unknown

export function binary(node: SyntaxNode, compile: Compile): Quick | undefined {
  if (!isBare(node, 'lhs', 'rhs')) return undefined
  const left = compile(node.lhs)
  const right = compile(node.rhs)
  if (left === undefined || right === undefined) return undefined
  if (node.value === 'and' || node.value === 'or') return decide(left, right, node.value === 'or')
  const operation = OPERATIONS[String(node.value)]
  if (operation === undefined) return undefined
  return (bindings) => {
    const one = left(bindings)
    const other = right(bindings)
    return one === NOT_QUICK || other === NOT_QUICK ? NOT_QUICK : operation(one, other)
  }
}

/** Either operand decides alone: the left one if it can, without a look at the right one. */
function decide(left: Quick, right: Quick, decisive: boolean): Quick {
  return (bindings: Bindings) => {
    const one = left(bindings)
    if (typeof one !== 'boolean') return NOT_QUICK
    if (one === decisive) return one
    const other = right(bindings)
    return typeof other === 'boolean' ? other : NOT_QUICK
  }
}

const OPERATIONS: Readonly<Record<string, Operation | undefined>> = {
  __proto__: null as never,
  '=': (left, right) => equal(left, right, true),
  '!=': (left, right) => equal(left, right, false),
  '<': ordered((left, right) => left < right),
  '<=': ordered((left, right) => left <= right),
  '>': ordered((left, right) => left > right),
  '>=': ordered((left, right) => left >= right),
  '+': calculated((left, right) => left + right),
  '-': calculated((left, right) => left - right),
  '*': calculated((left, right) => left * right),
  // Nothing is an empty text here.
  '&': (left = '', right = '') => (typeof left === 'string' && typeof right === 'string' ? left + right : NOT_QUICK),
}

/** Nothing is neither equal nor unequal to anything. */
function equal(left: unknown, right: unknown, wanted: boolean): unknown {
  if (left === undefined || right === undefined) return false
  return isScalar(left) && isScalar(right) ? (left === right) === wanted : NOT_QUICK
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function ordered(compare: (left: string | number, right: string | number) => boolean): Operation {
  return (left, right) => {
    const type = typeof left
    if ((type !== 'string' && type !== 'number') || typeof right !== type) return NOT_QUICK
    return compare(left as string | number, right as string | number)
  }
}

/** A result that is too large is an error, and JSONata's to tell. */
function calculated(calculate: (left: number, right: number) => number): Operation {
  return (left, right) => {
    if (typeof left !== 'number' || typeof right !== 'number') return NOT_QUICK
    const result = calculate(left, right)
    return Number.isFinite(result) ? result : NOT_QUICK
  }
}
