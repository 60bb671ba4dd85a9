import { EvaluationFailed } from './evaluation-failed.ts'
import type { Bindings, Expression } from './expression.ts'

/** A payload template of the definition, its expressions compiled, each with its location. */
export type Template =
  | { kind: 'literal'; value: unknown }
  | { kind: 'expression'; expression: Expression; field: string }
  | { kind: 'object'; entries: Entries }
  | { kind: 'array'; items: readonly Template[] }

type Entries = readonly (readonly [key: string, Template])[]

/** A promise where there is something to evaluate: it rejects with EvaluationFailed for the first failure. */
export function evaluateTemplate(template: Template, bindings: Bindings): unknown {
  switch (template.kind) {
    case 'literal':
      return template.value
    case 'expression':
      return evaluateExpression(template.expression, template.field, bindings)
    case 'array':
      return evaluateAll(template.items, bindings)
    case 'object':
      return evaluateObject(template.entries, bindings)
  }
}

/** One after the other, in their order. There are many literals, and nothing is awaited for them. */
async function evaluateAll(templates: readonly Template[], bindings: Bindings): Promise<unknown[]> {
  const values: unknown[] = []
  for (const template of templates) {
    values.push(template.kind === 'literal' ? template.value : await evaluateTemplate(template, bindings))
  }
  return values
}

async function evaluateObject(entries: Entries, bindings: Bindings): Promise<Record<string, unknown>> {
  const values: [string, unknown][] = []
  for (const [key, template] of entries) {
    values.push([key, template.kind === 'literal' ? template.value : await evaluateTemplate(template, bindings)])
  }
  return Object.fromEntries(values)
}

async function evaluateExpression(expression: Expression, field: string, bindings: Bindings): Promise<unknown> {
  let value: unknown
  try {
    value = await expression.evaluate(bindings)
  } catch (error) {
    throw EvaluationFailed.thrown(expression.source, field, error)
  }
  if (value === undefined) throw EvaluationFailed.nothing(expression.source, field)
  return value
}
