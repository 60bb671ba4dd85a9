import { compileExpression, type Expression, isExpression } from '../jsonata/expression.ts'
import { checkReferences } from '../jsonata/references.ts'
import type { Template } from '../jsonata/template.ts'
import type { Cursor } from './cursor.ts'
import { isObject } from './fields.ts'
import type { Reader } from './readers.ts'
import { pathRefusal } from './refusal.ts'

/** Any JSON, with expressions at any depth in JSONata and without a path in JSONPath. */
export const template: Reader<Template> = readTemplate

function readTemplate(value: unknown, cursor: Cursor): Template {
  if (typeof value === 'string') return textTemplate(value, cursor)
  if (Array.isArray(value)) {
    const items = value.map((item, index) => readTemplate(item, cursor.item(index)))
    return items.every(isLiteral) ? { kind: 'literal', value } : { kind: 'array', items }
  }
  if (!isObject(value)) return { kind: 'literal', value }
  const entries = Object.entries(value).map(([key, child]) => {
    const at = cursor.at(key)
    refusePath(key, at)
    return [key, readTemplate(child, at)] as const
  })
  return entries.every(([, child]) => isLiteral(child)) ? { kind: 'literal', value } : { kind: 'object', entries }
}

function textTemplate(value: string, cursor: Cursor): Template {
  const expression = isWrittenAsExpression(value, cursor) ? readExpression(value, cursor) : undefined
  return expression === undefined ? { kind: 'literal', value } : { kind: 'expression', expression, field: cursor.field }
}

/** Any other text is a literal, even with an expression inside of it or spaces around it. */
export function isWrittenAsExpression(value: unknown, { scope }: Cursor): value is string {
  return scope.jsonata && typeof value === 'string' && isExpression(value)
}

/** In JSONata such a key is one like any other. */
export function refusePath(key: string, cursor: Cursor): void {
  if (cursor.scope.jsonata || !key.endsWith('.$')) return
  cursor.refuse(pathRefusal(key))
}

function readExpression(value: string, cursor: Cursor): Expression | undefined {
  let expression: Expression
  try {
    expression = compileExpression(value)
  } catch (error) {
    // JSONata throws objects that are no Error.
    const message = isObject(error) || error instanceof Error ? String((error as Error).message) : String(error)
    return cursor.refuse(message, 'INVALID_JSONATA_EXPRESSION')
  }
  for (const { code, message } of checkReferences(expression.tree, cursor.scope.parts)) cursor.refuse(message, code)
  return expression
}

function isLiteral({ kind }: Template): boolean {
  return kind === 'literal'
}
