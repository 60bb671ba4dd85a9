import { EvaluationFailed } from './evaluation-failed.ts'
import type { Bindings, Expression } from './expression.ts'

/** A payload template of the definition, its expressions compiled and each told where it stands. */
export type Template =
  | { kind: 'literal'; value: unknown }
  | { kind: 'expression'; expression: Expression; field: string }
  | { kind: 'object'; entries: readonly (readonly [string, Template])[] }
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
  const entries = Object.entries(value).map(
    ([key, child]) => [key, compileTemplate(child, `${field}/${key}`, expressionIn)] as const,
  )
  return entries.every(([, child]) => isLiteral(child)) ? { kind: 'literal', value } : { kind: 'object', entries }
}

function isLiteral(template: Template): boolean {
  return template.kind === 'literal'
}

/** Throws EvaluationFailed for the first expression that fails or gives nothing. */
export async function evaluateTemplate(template: Template, bindings: Bindings): Promise<unknown> {
  switch (template.kind) {
    case 'literal':
      return template.value
    case 'expression':
      return evaluateExpression(template.expression, template.field, bindings)
    case 'array': {
      const items: unknown[] = []
      for (const item of template.items) items.push(await evaluateTemplate(item, bindings))
      return items
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
    value = expression.evaluate(bindings)
    if (value instanceof Promise) value = await value
  } catch (error) {
    throw EvaluationFailed.thrown(expression.source, field, error)
  }
  if (value === undefined) throw EvaluationFailed.nothing(expression.source, field)
  return value
}
