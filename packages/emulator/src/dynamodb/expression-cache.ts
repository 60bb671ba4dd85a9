import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A parser as its generator makes it. It resolves the placeholders of an expression by its `context`, and strikes out those that it met. */
interface Parser {
  parse(text: string, options: { context: Context }): unknown
}

interface Context {
  attrNames?: Record<string, unknown> | null
  attrVals?: Record<string, unknown> | null
  unusedAttrNames: Record<string, true>
  unusedAttrVals: Record<string, true>
  isKeyCondition?: true
}

interface Parsed {
  tree: unknown
  usedNames: string[]
  usedValues: string[]
}

const most = 200
const longest = 2_000

/**
 * Remembers what dynalite's parsers made of the last expressions: the same few come again and again, and to parse one takes longer than
 * most reads. Trees are handed out as copies where dynalite changes them.
 */
export function rememberExpressions(): void {
  remember(require('dynalite/db/conditionParser'), (tree) => tree)
  remember(require('dynalite/db/projectionParser'), (tree) => tree)
  remember(require('dynalite/db/updateParser'), copyOf)
}

const remembering = new WeakSet<Parser>()

function remember(parser: Parser, handOut: (tree: unknown) => unknown): void {
  if (remembering.has(parser)) return
  remembering.add(parser)
  const known = new Map<string, Parsed>()
  const parse = parser.parse

  parser.parse = (text, options) => {
    const { context } = options
    // What comes of a key condition is turned round in place.
    if (context.isKeyCondition) return parse(text, options)
    const key = keyOf(text, context)
    const found = key === undefined ? undefined : known.get(key)
    if (found !== undefined) {
      for (const name of found.usedNames) delete context.unusedAttrNames[name]
      for (const name of found.usedValues) delete context.unusedAttrVals[name]
      return handOut(found.tree)
    }
    const before = { names: Object.keys(context.unusedAttrNames), values: Object.keys(context.unusedAttrVals) }
    const tree = parse(text, options)
    if (key === undefined) return tree
    if (known.size >= most) known.delete(known.keys().next().value ?? '')
    known.set(key, {
      tree: handOut(tree),
      // Placeholders that another expression has used already are used up: they say nothing of this one.
      usedNames: before.names.filter((name) => !(name in context.unusedAttrNames)),
      usedValues: before.values.filter((name) => !(name in context.unusedAttrVals)),
    })
    return tree
  }
}

/** The text and all that its placeholders stand for. Undefined for what is too long to be kept. */
function keyOf(text: string, context: Context): string | undefined {
  const { attrNames, attrVals, unusedAttrNames, unusedAttrVals } = context
  const key = JSON.stringify([text, attrNames, attrVals, Object.keys(unusedAttrNames), Object.keys(unusedAttrVals)])
  return key.length > longest ? undefined : key
}

/** With the prototypes as they are: dynalite's dictionaries have none. */
function copyOf(tree: unknown): unknown {
  if (typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree)) return tree.map(copyOf)
  const copy = Object.create(Object.getPrototypeOf(tree))
  for (const [key, value] of Object.entries(tree)) copy[key] = copyOf(value)
  return copy
}
