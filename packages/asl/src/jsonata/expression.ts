import jsonata from 'jsonata'
import { AMBIENT, type Ambient, addStepFunctions } from './functions.ts'
import { NOT_QUICK } from './quick/not-quick.ts'
import { quick } from './quick/quick.ts'
import { plainJson } from './result.ts'
import { walk } from './syntax.ts'

/** What an expression can see. */
export interface Bindings {
  /** The value of `$states`. */
  states: Readonly<Record<string, unknown>>
  variables: Readonly<Record<string, unknown>>
  ambient: Ambient
}

export interface Expression {
  /** What stands between `{%` and `%}`, trimmed: AWS quotes it so. */
  readonly source: string
  /** JSONata's syntax tree. */
  readonly tree: unknown
  /** Plain JSON or undefined, or a promise of it. Throws what JSONata throws, or UnsupportedResult. */
  evaluate(bindings: Bindings): unknown
}

/** Deeper evaluations overflow the stack on AWS. */
const MAX_DEPTH = 100
/** Not documented by AWS: long enough for any payload that it accepts. */
const TIMEOUT_MS = 5000
/** The longest list that AWS's memory limit lets an expression build. */
const MAX_SEQUENCE = 873_782

export function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4
}

/** Parses the text of a field. Throws JSONata's error (`code`, `message`) for one that does not parse. */
export function compileExpression(text: string): Expression {
  const source = text.slice(2, -2).trim()
  const tree: unknown = jsonata(source).ast()
  const fast = quick(tree)
  const { groups, keepsArrays } = traits(tree)
  let prepared: Promise<jsonata.Expression> | undefined

  return {
    source,
    tree,
    evaluate(bindings) {
      const result = fast === undefined ? NOT_QUICK : fast(bindings)
      return result === NOT_QUICK ? evaluateSlowly(bindings) : result
    },
  }

  async function evaluateSlowly({ states, variables, ambient }: Bindings): Promise<unknown> {
    prepared ??= prepare(source, groups)
    const expression = await prepared
    // `items[]` marks the very list that it is given, and what we hand out is shared.
    const visible = keepsArrays ? copyJson({ ...variables, states }) : { ...variables, states }
    return plainJson(await expression.evaluate(undefined, { ...visible, [AMBIENT]: ambient }))
  }
}

async function prepare(source: string, groups: boolean): Promise<jsonata.Expression> {
  // JSONata counts groups that it evaluates side by side as if they were nested, so there the bound must be wide.
  const stack = groups ? MAX_DEPTH * 1000 : MAX_DEPTH
  const expression = jsonata(source, { stack, timeout: TIMEOUT_MS, sequence: MAX_SEQUENCE })
  await addStepFunctions(expression)
  return expression
}

function traits(tree: unknown): { groups: boolean; keepsArrays: boolean } {
  const found = { groups: false, keepsArrays: false }
  walk(tree, true, (node) => {
    if (node.group !== undefined || (node.type === 'unary' && node.value === '{')) found.groups = true
    if (node.keepArray === true || node.keepSingletonArray === true) found.keepsArrays = true
  })
  return found
}

function copyJson(value: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value))
}
