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

/**
 * A promise only where JSONata itself has to be asked. Throws EvaluationFailed, or rejects with it, for the first expression that fails
 * or gives nothing.
 */
export function evaluateTemplate(template: Template, bindings: Bindings): unknown {
  switch (template.kind) {
    case 'literal':
      return template.value
    case 'expression':
      return evaluateExpression(template.expression, template.field, bindings)
    case 'array':
      return evaluateAll(template.items, bindings)
    case 'object': {
      const { names } = template
      const assemble = (values: unknown[]) => Object.fromEntries(names.map((name, index) => [name, values[index]]))
      const values = evaluateAll(template.values, bindings)
      return values instanceof Promise ? values.then(assemble) : assemble(values)
    }
  }
}

/** One after the other, in their order. */
function evaluateAll(templates: readonly Template[], bindings: Bindings): unknown[] | Promise<unknown[]> {
  const values: unknown[] = []
  for (const template of templates) {
    const value = evaluateTemplate(template, bindings)
    if (value instanceof Promise) return evaluateRest(values, value, templates, bindings)
    values.push(value)
  }
  return values
}

async function evaluateRest(
  values: unknown[],
  next: Promise<unknown>,
  templates: readonly Template[],
  bindings: Bindings,
): Promise<unknown[]> {
  values.push(await next)
  for (const template of templates.slice(values.length)) values.push(await evaluateTemplate(template, bindings))
  return values
}

function evaluateExpression(expression: Expression, field: string, bindings: Bindings): unknown {
  const failed = (error: unknown) => EvaluationFailed.thrown(expression.source, field, error)
  const given = (value: unknown) => {
    if (value === undefined) throw EvaluationFailed.nothing(expression.source, field)
    return value
  }
  let value: unknown
  try {
    value = expression.evaluate(bindings)
  } catch (error) {
    throw failed(error)
  }
  if (!(value instanceof Promise)) return given(value)
  return value.then(given, (error) => {
    throw failed(error)
  })
}
