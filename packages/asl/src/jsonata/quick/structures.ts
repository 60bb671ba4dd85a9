import { isNode, type SyntaxNode } from '../syntax.ts'
import { type Compile, isBare, NOT_QUICK, type Quick } from './not-quick.ts'

/** `c ? a : b`, where `c` is true, false or nothing. */
export function condition(node: SyntaxNode, compile: Compile): Quick | undefined {
  if (!isBare(node, 'condition', 'then', 'else')) return undefined
  const test = compile(node.condition)
  const then = compile(node.then)
  const otherwise = node.else === undefined ? () => undefined : compile(node.else)
  if (test === undefined || then === undefined || otherwise === undefined) return undefined
  return (bindings) => {
    const decision = test(bindings)
    if (decision !== undefined && typeof decision !== 'boolean') return NOT_QUICK
    return decision ? then(bindings) : otherwise(bindings)
  }
}

/** `($x := a; b)`: what is assigned holds until the end of the block. */
export function block(node: SyntaxNode, compile: Compile): Quick | undefined {
  if (!isBare(node, 'expressions') || !Array.isArray(node.expressions)) return undefined
  const lines = node.expressions.map((line) => lineOf(line, compile))
  if (lines.length === 0 || lines.includes(undefined)) return undefined
  return (bindings) => {
    let scope = bindings
    let value: unknown
    for (const { name, evaluate } of lines as Line[]) {
      value = evaluate(scope)
      if (value === NOT_QUICK) return value
      if (name !== undefined) scope = { ...scope, variables: { ...scope.variables, [name]: value } }
    }
    return value
  }
}

interface Line {
  /** What the value is assigned to. */
  name: string | undefined
  evaluate: Quick
}

function lineOf(node: unknown, compile: Compile): Line | undefined {
  if (!isNode(node) || node.type !== 'bind') {
    const evaluate = compile(node)
    return evaluate && { name: undefined, evaluate }
  }
  const { lhs, rhs } = node
  if (!isBare(node, 'lhs', 'rhs') || !isNode(lhs) || typeof lhs.value !== 'string') return undefined
  const evaluate = compile(rhs)
  // Whoever assigns to one of these has to be followed more closely.
  if (evaluate === undefined || lhs.value === 'states' || lhs.value === '__proto__') return undefined
  return { name: lhs.value, evaluate }
}

/** `{"a": b}` with texts as names, each of them once. What is nothing is left out. */
export function object(node: SyntaxNode, compile: Compile): Quick | undefined {
  if (!isBare(node, 'lhs') || !Array.isArray(node.lhs)) return undefined
  const members: [string, Quick][] = []
  for (const [name, value] of node.lhs as [unknown, unknown][]) {
    const evaluate = compile(value)
    if (evaluate === undefined || !isNode(name) || name.type !== 'string' || !isBare(name)) return undefined
    members.push([String(name.value), evaluate])
  }
  const names = new Set(members.map(([name]) => name))
  if (names.size < members.length || ['_jsonata_lambda', '_jsonata_function'].some((name) => names.has(name))) {
    return undefined
  }
  return (bindings) => {
    const entries: [string, unknown][] = []
    for (const [name, evaluate] of members) {
      const value = evaluate(bindings)
      if (value === NOT_QUICK) return value
      if (value !== undefined) entries.push([name, value])
    }
    return Object.fromEntries(entries)
  }
}

/** `[a, b]`. A list in it would be taken apart, unless it is written as one. */
export function list(node: SyntaxNode, compile: Compile): Quick | undefined {
  if (!isBare(node, 'expressions') || !Array.isArray(node.expressions)) return undefined
  const items = node.expressions.map(compile)
  if (items.includes(undefined)) return undefined
  return (bindings) => {
    const values: unknown[] = []
    for (const evaluate of items as Quick[]) {
      const value = evaluate(bindings)
      if (value === NOT_QUICK || Array.isArray(value)) return NOT_QUICK
      if (value !== undefined) values.push(value)
    }
    return values
  }
}
