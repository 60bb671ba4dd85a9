import { EvaluationFailed } from './evaluation-failed.ts'
import type { Bindings, Expression } from './expression.ts'

/** A payload template of the definition, its expressions compiled and each told where it stands. */
export type Template =
  | { kind: 'literal'; value: unknown }
  | { kind: 'expression'; expression: Expression; field: string }
  | { kind: 'object'; names: readonly string[]; values: readonly Template[] }
  | { kind: 'array'; items: readonly Template[] }

/** `field` is the path that AWS reports, e.g. `Arguments`, and grows as `Arguments/key[0]`. */
export function compileTemplate(
  value: unknown,
  field: string,
  expressionIn: (text: string) => Expression | undefined,
): Template {
  if (typeof value === 'string') {
    const expression = expressionIn(value)
    return expression === undefined ? { kind: 'literal', value } : { kind: 'expression', expression, field }
  }
  if (typeof value !== 'object' || value === null) return { kind: 'literal', value }
  if (Array.isArray(value)) {
    const items = value.map((item, i) => compileTemplate(item, `${field}[${i}]`, expressionIn))
    return items.every(isLiteral) ? { kind: 'literal', value } : { kind: 'array', items }
  }
  const names = Object.keys(value)
  const values = Object.entries(value).map(([key, child]) => compileTemplate(child, `${field}/${key}`, expressionIn))
  return values.every(isLiteral) ? { kind: 'literal', value } : { kind: 'object', names, values }
}

function isLiteral(template: Template): boolean {
  return template.kind === 'literal'
}

/** Rejects with EvaluationFailed for the first expression that fails or gives nothing. */
export async function evaluateTemplate(template: Template, bindings: Bindings): Promise<unknown> {
  switch (template.kind) {
    case 'literal':
      return template.value
    case 'expression':
      return evaluateExpression(template.expression, template.field, bindings)
    case 'array':
      return evaluateAll(template.items, bindings)
    case 'object': {
      const values = await evaluateAll(template.values, bindings)
      return Object.fromEntries(template.names.map((name, index) => [name, values[index]]))
    }
  }
}

/** One after the other, in their order. */
async function evaluateAll(templates: readonly Template[], bindings: Bindings): Promise<unknown[]> {
  const values: unknown[] = []
  for (const template of templates) values.push(await evaluateTemplate(template, bindings))
  return values
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
