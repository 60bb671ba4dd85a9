import {
  CUTTING,
  GATHERING,
  GIVEN_CHARS,
  isListed,
  LINEAR,
  MATCHING,
  SEPARATING,
  UNPACKING,
  WITHOUT_PICTURE,
} from './listed-functions.ts'
import { regexSteps } from './regex-steps.ts'
import type { Size } from './size.ts'
import { costOf, isShortLiteral, linear } from './step-costs.ts'
import {
  addText,
  along,
  type Cost,
  type Found,
  type Place,
  sizesOf,
  times,
  total,
  unpackingParts,
} from './step-places.ts'
import { isNode, type SyntaxNode } from './syntax.ts'

/** The steps that an evaluation takes at most, by the size of what it reads. */
export type Steps = (size: Size) => number

/**
 * How long an expression may take, known before it is evaluated: the sum of what its parts take, each as often as the
 * lists that it is evaluated along have items. Undefined where a part is not listed here: it may take any time.
 */
export function stepsOf(tree: unknown): Steps | undefined {
  const found: Found = { steps: [], texts: [], longest: 0, items: 0, unpacks: false, unpacking: unpackingParts(tree) }
  try {
    visit(tree, { read: 0, made: 0, isMade: false, mayGrow: true, mayConvert: true, mayName: true }, found)
  } catch (error) {
    if (error instanceof NotListed) return undefined
    throw error
  }
  return (size) => total(found.steps, sizesOf(size, found))
}

class NotListed extends Error {}

/** What an engine does on its own is faster than what JSONata does for each item of a list. */
const MATCH_STEPS_IN_ONE = 100
/** To read or to write a time takes longer than to look at a value. */
const TIME_STEPS = 100

/** Of a syntax node. One with another is evaluated in a way that is not listed here. */
const KNOWN_KEYS = new Set([
  ...['type', 'value', 'position', 'steps', 'arguments', 'procedure', 'lhs', 'rhs', 'expression', 'expressions'],
  ...['condition', 'then', 'else', 'predicate', 'stages', 'keepArray', 'keepSingletonArray', 'consarray'],
])

/** `whole`: where the list stands that the filters of the part are evaluated along. */
function visit(node: unknown, place: Place, found: Found, whole = place): void {
  if (!isNode(node) || hasMore(node)) throw new NotListed()
  const isFiltered = visitFilters(node, whole, found)
  const cost = costOf(node, place)
  const isMade = place.isMade || found.unpacking.has(node)
  found.steps.push((sizes) => cost(isMade ? sizes : { ...sizes, values: sizes.read }) * times(sizes, place))
  const visitPart = Object.hasOwn(PARTS, node.type) ? PARTS[node.type] : undefined
  if (visitPart === undefined) throw new NotListed()
  // A filter is evaluated for each item: what is gathered has more of them than what is read.
  visitPart(node, isFiltered ? { ...place, mayGrow: false } : place, found)
}

function hasMore(node: SyntaxNode): boolean {
  return Object.keys(node).some((key) => !KNOWN_KEYS.has(key) && node[key] !== undefined)
}

type Visit = (node: SyntaxNode, place: Place, found: Found) => void

/** By the types of JSONata's syntax nodes. */
const PARTS: Readonly<Record<string, Visit>> = {
  string({ value }, place, found) {
    addText(String(value).length, place, found)
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
  bind({ lhs, rhs }, place, found) {
    // It could stand for another function from there on.
    if (isNode(lhs) && isListed(String(lhs.value))) throw new NotListed()
    visit(rhs, { ...place, mayGrow: false }, found)
  },
  unary({ value, expression, expressions, lhs }, place, found) {
    if (value !== '-' && !place.mayGrow) throw new NotListed()
    if (value === '[') found.items += (expressions as unknown[]).length
    visitAll(value === '-' ? expression : value === '[' ? expressions : lhs, place, found)
  },
  binary: visitBinary,
  apply: visitApply,
  function: (node, place, found) => visitCall(node, node.arguments as unknown[], place, found),
}

function visitAll(parts: unknown, place: Place, found: Found): void {
  for (const part of [parts].flat(Number.POSITIVE_INFINITY)) visit(part, place, found)
}

/**
 * What a filter gives is not part of the result: only how often it is evaluated counts. Returns whether it is evaluated at all: a number
 * picks one item.
 */
function visitFilters(node: SyntaxNode, place: Place, found: Found): boolean {
  const filters = [node.predicate ?? [], node.stages ?? []].flat()
  for (const filter of filters) {
    if (!isNode(filter) || filter.type !== 'filter') throw new NotListed()
    visit(filter.expr, { ...along(node, place, found), mayGrow: false, mayName: true }, found)
  }
  return filters.some((filter) => isNode(filter) && isNode(filter.expr) && filter.expr.type !== 'number')
}

/** Names, and perhaps an object that is made of each item at the end, or a part that is cut from it. */
function visitSteps([first, ...others]: readonly SyntaxNode[], place: Place, found: Found): void {
  visit(first, { ...place, mayGrow: false }, found)
  const list = { ...place, isMade: place.isMade || found.unpacking.has(first) }
  const item = { ...along(first, place, found), mayName: false }
  for (const [index, step] of others.entries()) {
    const isLast = index === others.length - 1
    if (step.type === 'name' || (isLast && step.type === 'unary' && step.value === '{')) visit(step, item, found, list)
    else if (isLast && step.type === 'function') visitCut(step, list, item, found)
    else throw new NotListed()
  }
}

/** Together the items are no larger than the list, and so are their parts. */
function visitCut(step: SyntaxNode, list: Place, item: Place, found: Found): void {
  const { procedure } = step
  if (hasMore(step) || !isNode(procedure) || !CUTTING.has(String(procedure.value))) throw new NotListed()
  visitFilters(step, list, found)
  found.steps.push((sizes) => linear(sizes) * times(sizes, list) + times(sizes, item))
  visitCall(step, step.arguments as unknown[], { ...item, mayGrow: false }, found)
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
  const chars = Object.hasOwn(GIVEN_CHARS, name) ? GIVEN_CHARS[name] : undefined
  if (chars !== undefined) addText(chars, place, found)
  if (Object.hasOwn(WITHOUT_PICTURE, name)) found.steps.push((sizes) => TIME_STEPS * times(sizes, place))
  const inside = insideCall(name, given, place)
  for (const argument of given) visit(argument, inside, found)
}

function isOne(limit: unknown): boolean {
  return isNode(limit) && limit.type === 'number' && limit.value === 1
}

function matchSteps({ value }: SyntaxNode, matchesOnce: boolean, place: Place): Cost {
  const steps = value instanceof RegExp ? regexSteps(value) : undefined
  if (steps === undefined) throw new NotListed()
  return (sizes) => {
    const matches = matchesOnce ? 1 : Math.max(1, sizes.longest)
    return (times(sizes, place) * steps(sizes.longest) * matches) / MATCH_STEPS_IN_ONE
  }
}

/** Where the arguments of a call stand. */
function insideCall(name: string, given: readonly unknown[], place: Place): Place {
  if (SEPARATING.has(name) && !given.slice(1).every(isShortLiteral)) throw new NotListed()
  if (LINEAR.has(name)) return place
  if (Object.hasOwn(WITHOUT_PICTURE, name) && given.length === WITHOUT_PICTURE[name]) return place
  if (!place.mayGrow) throw new NotListed()
  if (GATHERING.has(name)) return place
  if (name === 'string' && place.mayConvert && given.length === 1) return { ...place, mayConvert: false }
  throw new NotListed()
}
