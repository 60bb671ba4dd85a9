import jsonata from 'jsonata'
import { addStepFunctions, CONTEXT, type EvaluationContext } from './functions.ts'
import { limitMemory, MAX_ELEMENTS, MEMORY_LIMIT_EXCEEDED } from './memory-limit.ts'
import { plainJson } from './result.ts'
import { sizeOf } from './size.ts'
import { type Part, partsRead, variablesRead } from './states-read.ts'
import { stepsOf } from './steps.ts'
import { walk } from './syntax.ts'
import { yieldThread } from './yield.ts'

/** What an expression can see. */
export interface Bindings extends Reading {
  context: EvaluationContext
}

/** The part of it that is data. */
export interface Reading {
  /** The value of `$states`, of which only the parts that an expression reads are looked up. */
  states: Readonly<Partial<Record<Part, unknown>>>
  variables: Readonly<Record<string, unknown>>
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
/** AWS ends an evaluation after one second. This is for a caller without a deadline of that kind. */
const TIMEOUT_MS = 5000
/** Some 40 ms on a laptop. What may take more steps is not short. */
const MAX_STEPS = 100_000

export function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4
}

/** Parses the text of a field. Throws JSONata's error (`code`, `message`) for one that does not parse. */
export function compileExpression(text: string): Expression {
  const source = text.slice(2, -2).trim()
  // JSONata reads its options when it evaluates.
  const options = { stack: MAX_DEPTH, timeout: TIMEOUT_MS, sequence: MAX_ELEMENTS }
  const expression = jsonata(source, options)
  addStepFunctions(expression)
  const tree: unknown = expression.ast()
  const { sideBySide, keepsArrays } = traits(tree)
  const parts = partsRead(tree)
  const names = variablesRead(tree)
  const steps = stepsOf(tree)
  // JSONata counts what it evaluates side by side as if it were nested, so there the bound must be wide.
  if (sideBySide) options.stack *= 1000
  // What is known to be short makes nothing large of what is small.
  if (steps === undefined) limitMemory(expression)

  function evaluateHere(states: unknown, variables: Record<string, unknown>, context: EvaluationContext) {
    const shared = Object.assign(variables, { states })
    // `items[]` marks the very list that it is given, and what we hand out is shared.
    const visible = keepsArrays ? copyJson(shared) : shared
    visible[CONTEXT] = context
    return expression.evaluate(undefined, visible).then(plainJson, throwBound)
  }

  return {
    source,
    tree,
    evaluate(bindings) {
      const { evaluateLong } = bindings.context
      const states = pick(bindings.states, parts)
      const variables = pick(
        bindings.variables,
        names.filter((name) => Object.hasOwn(bindings.variables, name)),
      )
      const isShort = () => steps !== undefined && steps(sizeOf({ states, variables })) <= MAX_STEPS
      if (evaluateLong !== undefined && !isShort()) return evaluateLong(source, { states, variables })
      const yielded = yieldThread()
      if (yielded === undefined) return evaluateHere(states, variables, bindings.context)
      return yielded.then(() => evaluateHere(states, variables, bindings.context))
    },
  }
}

function pick(from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) {
    const value = from[name]
    if (value !== undefined) picked[name] = value
  }
  return picked
}

/** JavaScript's own bounds are met where JSONata and we look too late. */
function throwBound(error: unknown): never {
  if (error instanceof RangeError) {
    if (/^Invalid (string|array) length$/.test(error.message)) throw { ...MEMORY_LIMIT_EXCEEDED }
    if (/call stack/.test(error.message)) throw { code: 'D1011' }
  }
  throw error
}

function traits(tree: unknown): { sideBySide: boolean; keepsArrays: boolean } {
  const found = { sideBySide: false, keepsArrays: false }
  walk(tree, true, (node) => {
    if (node.group !== undefined || (node.type === 'unary' && node.value === '{')) found.sideBySide = true
    if (node.type === 'unary' && node.value === '[' && Array.isArray(node.expressions)) {
      found.sideBySide ||= node.expressions.length > 1
    }
    if (node.keepArray === true || node.keepSingletonArray === true) found.keepsArrays = true
  })
  return found
}

function copyJson(value: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value))
}
