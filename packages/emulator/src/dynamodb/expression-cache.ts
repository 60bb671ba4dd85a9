import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A parser of dynalite's. It puts names and values for their placeholders, and strikes out those that it has used. */
interface Parser {
  parse(text: string, options: { context: Context }): unknown
}

interface Context {
  attrNames?: object | null
  attrVals?: object | null
  unusedAttrNames: Record<string, true>
  unusedAttrVals: Record<string, true>
  isKeyCondition?: true
}

interface Parsed {
  tree: unknown
  names: string[]
  values: string[]
}

const MAX_KNOWN = 200
const MAX_CHARACTERS = 2_000

/**
 * Conditions and projections are parsed once, not with every request: a workflow sends the same few, and dynalite takes
 * longer to parse one than to read the item. Update expressions and key conditions it alters in place, so they are not kept.
 */
export function rememberExpressions(): void {
  for (const name of ['conditionParser', 'projectionParser']) remember(require(`dynalite/db/${name}`))
}

const remembering = new WeakSet<Parser>()

function remember(parser: Parser): void {
  if (remembering.has(parser)) return
  remembering.add(parser)
  const known = new Map<string, Parsed>()
  const { parse } = parser

  parser.parse = (text, { context }) => {
    if (context.isKeyCondition) return parse(text, { context })
    const key = JSON.stringify([text, context.attrNames, context.attrVals])
    const parsed = known.get(key) ?? parseAlone(parse, text, context)
    for (const name of parsed.names) delete context.unusedAttrNames[name]
    for (const name of parsed.values) delete context.unusedAttrVals[name]
    if (!known.has(key) && key.length <= MAX_CHARACTERS) {
      if (known.size === MAX_KNOWN) known.clear()
      known.set(key, parsed)
    }
    return parsed.tree
  }
}

/** With the placeholders that the expression uses, whatever the others of its request use. */
function parseAlone(parse: Parser['parse'], text: string, context: Context): Parsed {
  const unusedAttrNames = allOf(context.attrNames)
  const unusedAttrVals = allOf(context.attrVals)
  const tree = parse(text, { context: { ...context, unusedAttrNames, unusedAttrVals } })
  return {
    tree,
    names: missingIn(unusedAttrNames, context.attrNames),
    values: missingIn(unusedAttrVals, context.attrVals),
  }
}

function allOf(placeholders: object | null | undefined): Record<string, true> {
  return Object.fromEntries(Object.keys(placeholders ?? {}).map((name) => [name, true]))
}

function missingIn(unused: object, placeholders: object | null | undefined): string[] {
  return Object.keys(placeholders ?? {}).filter((name) => !Object.hasOwn(unused, name))
}
