import type { Input } from './dynalite.ts'
import { validationError } from './errors.ts'
import { PARSED } from './limits.ts'
import { isObject } from './transaction-items.ts'

/** Of the values that a request gives: those of an item may be of any type, they are then just not in order. */
const ORDERED = ['B', 'N', 'S']
const COMPARATORS: Record<string, string> = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', between: 'BETWEEN' }

/** Refuses what has no order where an expression asks for one. Of a request as dynalite has parsed it. */
export function checkOperandTypes(parsed: Input): void {
  for (const [member, tree] of Object.entries(PARSED)) checkTree(member, parsed[tree])
}

function checkTree(member: string, node: unknown): void {
  if (typeof node !== 'object' || node === null) return
  const { type, args } = node as { type?: unknown; args?: unknown }
  const comparator = typeof type === 'string' && Array.isArray(args) ? COMPARATORS[type] : undefined
  if (comparator === undefined) {
    for (const part of Object.values(node)) checkTree(member, part)
    return
  }
  for (const operand of args as unknown[]) {
    // A path is an array, a function has a type.
    if (!isObject(operand) || 'type' in operand) continue
    const [given] = Object.keys(operand)
    if (given === undefined || ORDERED.includes(given)) continue
    throw validationError(
      `Invalid ${member}: Incorrect operand type for operator or function; operator or function: ${comparator}, operand type: ${given}`,
    )
  }
}
