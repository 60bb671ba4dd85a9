import jsonata from 'jsonata'
import { addStepFunctions, CONTEXT, type EvaluationContext } from './functions.ts'
import { plainJson } from './result.ts'
import { type Part, partsRead } from './states-read.ts'
import { walk } from './syntax.ts'

/** What an expression can see. */
export interface Bindings {
  /** The value of `$states`, of which only the parts that an expression reads are looked up. */
  states: Readonly<Partial<Record<Part, unknown>>>
  variables: Readonly<Record<string, unknown>>
  context: EvaluationContext
}

export interface Expression {
  /** What stands between `{%` and `%}`, trimmed: AWS quotes it so. */
  readonly source: string
  /** JSONata's syntax tree. */
  readonly tree: unknown
  /** Plain JSON or undefined. Rejects with what JSONata throws, or UnsupportedResult. The one place that evaluates. */
  evaluate(bindings: Bindings): Promise<unknown>
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
  // JSONata reads its options when it evaluates.
  const options = { stack: MAX_DEPTH, timeout: TIMEOUT_MS, sequence: MAX_SEQUENCE }
  const expression = jsonata(source, options)
  addStepFunctions(expression)
  const tree: unknown = expression.ast()
  const { groups, keepsArrays } = traits(tree)
  const parts = partsRead(tree)
  // JSONata counts groups that it evaluates side by side as if they were nested, so there the bound must be wide.
  if (groups) options.stack *= 1000

  return {
    source,
    tree,
    evaluate({ states, variables, context }) {
      const read: Record<string, unknown> = {}
      for (const part of parts) if (states[part] !== undefined) read[part] = states[part]
      const shared = { ...variables, states: read }
      // `items[]` marks the very list that it is given, and what we hand out is shared.
      const visible: Record<string, unknown> = keepsArrays ? copyJson(shared) : shared
      visible[CONTEXT] = context
      return expression.evaluate(undefined, visible).then((value) => plainJson(value))
    },
  }
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
