import { regexSteps } from './regex-steps.ts'
import type { Size } from './size.ts'
import { isNode, type SyntaxNode } from './syntax.ts'

/** The steps that an evaluation takes at most, by the size of what it reads. */
export type Steps = (size: Size) => number

/**
 * How long an expression may take, known before it is evaluated: the sum of what its parts take, each as often as the
 * lists that it is evaluated along have items. Undefined where a part is not listed here: it may take any time.
 */
export function stepsOf(tree: unknown): Steps | undefined {
  const found: Found = { steps: [], unpacks: false, literals: { chars: 0, longest: 0 } }
  try {
    visit(tree, { repeats: 0, mayGrow: true, mayConvert: true, mayName: true }, found)
  } catch (error) {
    if (error instanceof NotListed) return undefined
    throw error
  }
  const { steps, unpacks, literals } = found
  return (read) => {
    const chars = read.chars + literals.chars
    const longest = Math.max(read.longest, literals.longest)
    const size = { values: unpacks ? read.values + chars : read.values, chars, longest }
    return steps.reduce((sum, one) => sum + one(size), 0)
  }
}

class NotListed extends Error {}

interface Found {
  steps: Steps[]
  /** A text may be read as a list, of as many values as it has characters. */
  unpacks: boolean
  /** The texts that are written out. */
  literals: { chars: number; longest: number }
}

/** Where a part stands. */
interface Place {
  /** How many lists it is evaluated along, one inside the other. */
  repeats: number
  /** Not where a result may be used several times: what gathers its parts could do so again and again. */
  mayGrow: boolean
  /** Not inside of what is written as JSON already: each time doubles the escapes. */
  mayConvert: boolean
  /** Not in what is made for each item of a list: together they would be many times what a variable holds. */
  mayName: boolean
}

/** Take as many steps as what they are given is large, and give no more. */
const LINEAR = new Set([
  ...['abs', 'average', 'boolean', 'ceil', 'contains', 'count', 'exists', 'floor', 'hash', 'keys', 'length', 'lookup'],
  ...['lowercase', 'match', 'max', 'millis', 'min', 'not', 'number', 'parse', 'power', 'random', 'reverse', 'round'],
  ...['split', 'sqrt', 'substring', 'substringAfter', 'substringBefore', 'sum', 'trim', 'type', 'uppercase', 'uuid'],
])
const UNPACKING = new Set(['match', 'parse', 'split'])
/** Give all that they are given, together. */
const GATHERING = new Set(['append', 'join', 'merge', 'pad'])
/** Take as many steps as their text is long times what follows it is long, which therefore must be written out. */
const SEPARATING = new Set(['contains', 'join', 'match', 'pad', 'split', 'substringAfter', 'substringBefore'])
/** Take a pattern as their second argument. */
const MATCHING = new Set(['contains', 'match', 'split'])
/** What an engine does on its own is faster than what JSONata does for each item of a list. */
const MATCH_STEPS_IN_ONE = 100
const CHARS_IN_ONE = 8
const MAX_LITERAL = 1000

const FREE = new Set(['string', 'number', 'value', 'variable', 'name'])
/** Of a syntax node. One with another is evaluated in a way that is not listed here. */
const KNOWN_KEYS = new Set([
  ...['type', 'value', 'position', 'steps', 'arguments', 'procedure', 'lhs', 'rhs', 'expression', 'expressions'],
  ...['condition', 'then', 'else', 'predicate', 'stages', 'keepArray', 'keepSingletonArray', 'consarray'],
])

/** `whole`: where the list stands that the filters of the part are evaluated along. */
function visit(node: unknown, place: Place, found: Found, whole = place): void {
  if (!isNode(node) || hasMore(node)) throw new NotListed()
  visitFilters(node, whole, found)
  found.steps.push((size) => (FREE.has(node.type) ? 1 : linear(size)) * size.values ** place.repeats)
  const visitPart = Object.hasOwn(PARTS, node.type) ? PARTS[node.type] : undefined
  if (visitPart === undefined) throw new NotListed()
  visitPart(node, place, found)
}

function hasMore(node: SyntaxNode): boolean {
  return Object.keys(node).some((key) => !KNOWN_KEYS.has(key) && node[key] !== undefined)
}

type Visit = (node: SyntaxNode, place: Place, found: Found) => void

/** By the types of JSONata's syntax nodes. */
const PARTS: Readonly<Record<string, Visit>> = {
  string({ value }, _place, { literals }) {
    const { length } = String(value)
    literals.chars += length
    literals.longest = Math.max(literals.longest, length)
  },
  number: () => undefined,
  value: () => undefined,
  name: () => undefined,
  variable({ value }, { mayName }) {
    if (value !== '' && !mayName) throw new NotListed()
  },
  path: ({ steps }, place, found) => visitSteps(steps as SyntaxNode[], place, found),
  block: ({ expressions }, place, found) => visitAll(expressions, place, found),
  condition(node, place, found) {
    visitAll([node.condition, node.then, node.else ?? []], place, found)
  },
  bind: ({ rhs }, place, found) => visit(rhs, { ...place, mayGrow: false }, found),
  unary({ value, expression, expressions, lhs }, place, found) {
    if (value !== '-' && !place.mayGrow) throw new NotListed()
    visitAll(value === '-' ? expression : value === '[' ? expressions : lhs, place, found)
  },
  binary: visitBinary,
  apply: visitApply,
  function: (node, place, found) => visitCall(node, node.arguments as unknown[], place, found),
}

function visitAll(parts: unknown, place: Place, found: Found): void {
  for (const part of [parts].flat(Number.POSITIVE_INFINITY)) visit(part, place, found)
}

/** What a filter gives is not part of the result: only how often it is evaluated counts. */
function visitFilters({ predicate = [], stages = [] }: SyntaxNode, place: Place, found: Found): void {
  for (const filter of [predicate, stages].flat()) {
    if (!isNode(filter) || filter.type !== 'filter') throw new NotListed()
    visit(filter.expr, { ...place, repeats: place.repeats + 1, mayGrow: false, mayName: true }, found)
  }
}

/** Names, and perhaps an object made of each item at the end. */
function visitSteps([first, ...others]: readonly SyntaxNode[], place: Place, found: Found): void {
  visit(first, { ...place, mayGrow: false }, found)
  for (const [index, step] of others.entries()) {
    const isLast = index === others.length - 1
    if (step.type !== 'name' && !(isLast && step.type === 'unary' && step.value === '{')) throw new NotListed()
    visit(step, { ...place, repeats: place.repeats + 1, mayName: false }, found, place)
  }
}

function linear({ values, chars }: Size): number {
  return values + chars / CHARS_IN_ONE
}

function visitBinary({ value, lhs, rhs }: SyntaxNode, place: Place, found: Found): void {
  // `..` makes items, `in` compares with every item of its right side.
  if (value === '..') throw new NotListed()
  if (value === '&') {
    if (!place.mayGrow || !place.mayConvert) throw new NotListed()
    for (const side of [lhs, rhs]) visit(side, isText(side) ? place : { ...place, mayConvert: false }, found)
    return
  }
  visit(lhs, place, found)
  visit(rhs, place, found)
}

/** `a & b & c` writes each of them once. */
function isText(node: unknown): boolean {
  return isNode(node) && (node.type === 'string' || (node.type === 'binary' && node.value === '&'))
}

/** `$a ~> $f($b)` is `$f($a, $b)`. */
function visitApply({ lhs, rhs }: SyntaxNode, place: Place, found: Found): void {
  if (!isNode(rhs) || rhs.type !== 'function' || hasMore(rhs) || rhs.predicate !== undefined) {
    throw new NotListed()
  }
  visitCall(rhs, [lhs, ...(rhs.arguments as unknown[])], place, found)
}

function visitCall({ procedure }: SyntaxNode, given: readonly unknown[], place: Place, found: Found): void {
  if (!isNode(procedure) || procedure.type !== 'variable') throw new NotListed()
  const name = String(procedure.value)
  if (UNPACKING.has(name)) found.unpacks = true
  const [subject, pattern, limit] = given
  if (MATCHING.has(name) && isNode(pattern) && pattern.type === 'regex') {
    found.steps.push(matchSteps(pattern, name === 'contains' || isOne(limit), place))
    // The text is one of those that are read, or less.
    visit(subject, { ...place, mayGrow: false }, found)
    if (limit !== undefined) visit(limit, place, found)
    return
  }
  const inside = insideCall(name, given, place)
  for (const argument of given) visit(argument, inside, found)
}

function isOne(limit: unknown): boolean {
  return isNode(limit) && limit.type === 'number' && limit.value === 1
}

function matchSteps({ value }: SyntaxNode, matchesOnce: boolean, { repeats }: Place): Steps {
  const steps = value instanceof RegExp ? regexSteps(value) : undefined
  if (steps === undefined) throw new NotListed()
  return ({ values, longest }) =>
    (values ** repeats * steps(longest) * (matchesOnce ? 1 : Math.max(1, longest))) / MATCH_STEPS_IN_ONE
}

/** Where the arguments of a call stand. */
function insideCall(name: string, given: readonly unknown[], place: Place): Place {
  if (SEPARATING.has(name) && !given.slice(1).every(isShortLiteral)) throw new NotListed()
  if (LINEAR.has(name) || (name === 'now' && given.length === 0)) return place
  if (!place.mayGrow) throw new NotListed()
  if (GATHERING.has(name)) return place
  if (name === 'string' && place.mayConvert && given.length === 1) return { ...place, mayConvert: false }
  throw new NotListed()
}

function isShortLiteral(node: unknown): boolean {
  if (!isNode(node)) return false
  const { type, value } = node
  return (
    (type === 'number' && Math.abs(Number(value)) <= MAX_LITERAL) ||
    (type === 'string' && String(value).length <= MAX_LITERAL)
  )
}
