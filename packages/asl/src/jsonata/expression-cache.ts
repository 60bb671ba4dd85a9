import { compileExpression, type Expression } from './expression.ts'

/** The expressions of one definition: each text is parsed once, for its checks and for its use. */
export class ExpressionCache {
  readonly #known = new Map<string, Expression>()

  /** Throws JSONata's error for a text that does not parse. */
  get(text: string): Expression {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const expression = compileExpression(text)
    this.#known.set(text, expression)
    return expression
  }
}
