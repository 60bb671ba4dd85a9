import { EvaluationFailed } from './evaluation-failed.ts'
import type { Bindings, Expression } from './expression.ts'

/** A payload template of the definition, its expressions compiled and each told where it stands. */
export type Template =
  | { kind: 'literal'; value: unknown }
  | { kind: 'expression'; expression: Expression; field: string }
  | { kind: 'object'; entries: readonly (readonly [key: string, Template])[] }
  | { kind: 'array'; items: readonly Template[] }

/** Rejects with EvaluationFailed for the first expression that fails or gives nothing. */
export async function evaluateTemplate(template: Template, bindings: Bindings): Promise<unknown> {
  switch (template.kind) {
    case 'literal':
      return template.value
    case 'expression':
      return evaluateExpression(template.expression, template.field, bindings)
    case 'array': {
      const values: unknown[] = []
      for (const item of template.items) values.push(await evaluateTemplate(item, bindings))
      return values
    }
    case 'object': {
      const entries: [string, unknown][] = []
      for (const [key, child] of template.entries) entries.push([key, await evaluateTemplate(child, bindings)])
      return Object.fromEntries(entries)
    }
  }
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
