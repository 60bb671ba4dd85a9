import { type Expression, isExpression } from '../jsonata/expression.ts'
import type { ExpressionCache } from '../jsonata/expression-cache.ts'
import { checkReferences, type Offer } from '../jsonata/references.ts'
import { isObject, type Report } from './report.ts'

/** Checks what a state's fields hold, in the state's query language. */
export class TemplateCheck {
  readonly jsonata: boolean
  readonly #report: Report
  readonly #expressions: ExpressionCache

  constructor(report: Report, expressions: ExpressionCache, jsonata: boolean) {
    this.#report = report
    this.#expressions = expressions
    this.jsonata = jsonata
  }

  /** Any JSON, with expressions at any depth in JSONata and without a path in JSONPath. */
  template(value: unknown, location: string, offers: readonly Offer[] = []): void {
    if (typeof value === 'string') {
      if (this.jsonata) this.#text(value, location, offers)
      return
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) this.template(item, `${location}[${index}]`, offers)
    } else if (isObject(value)) {
      for (const [key, child] of Object.entries(value)) {
        const where = `${location}/${key}`
        if (key.endsWith('.$'))
          this.#report.schema(`Field '${key}' is not supported here: no path is evaluated.`, where)
        this.template(child, where, offers)
      }
    }
  }

  /** A field that is an expression, or else a literal that `literal` checks. */
  valueOr(value: unknown, location: string, literal: () => void): void {
    if (this.jsonata && typeof value === 'string' && looksLikeExpression(value)) this.template(value, location)
    else literal()
  }

  #text(text: string, location: string, offers: readonly Offer[]): void {
    if (!looksLikeExpression(text)) return
    if (!isExpression(text)) {
      const message = "A JSONata expression starts with '{%' and ends with '%}', without spaces around it."
      this.#report.error('INVALID_JSONATA_EXPRESSION', message, location)
      return
    }
    const expression = this.#compile(text, location)
    if (expression === undefined) return
    for (const { code, message } of checkReferences(expression.tree, offers))
      this.#report.error(code, message, location)
  }

  #compile(text: string, location: string): Expression | undefined {
    try {
      return this.#expressions.get(text)
    } catch (error) {
      const message =
        isObject(error) || error instanceof Error ? String((error as { message: unknown }).message) : String(error)
      this.#report.error('INVALID_JSONATA_EXPRESSION', message, location)
      return undefined
    }
  }
}

function looksLikeExpression(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.startsWith('{%') || trimmed.endsWith('%}')
}
