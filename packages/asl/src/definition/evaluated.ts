import { EvaluationFailed, InvalidValue, jsonType } from '../jsonata/evaluation-failed.ts'
import type { Bindings } from '../jsonata/expression.ts'
import { evaluateTemplate, type Template } from '../jsonata/template.ts'
import { type Bounds, integer, number, type Reader, text } from './readers.ts'
import { isWrittenAsExpression, template } from './template.ts'

/** A field whose value is known once its state is executed. */
export interface Evaluated<T> {
  /** The value where it is written out. */
  readonly literal?: unknown
  /** Rejects with EvaluationFailed; with InvalidValue for a value that the field does not take. */
  evaluate(bindings: Bindings): Promise<T>
}

/**
 * A field that is an expression, or else what `literal` reads. Its value must be of one JSON type, and `convert` throws
 * the message for a value that the field, named `name`, does not take.
 */
export function evaluated<V, T = V>(
  type: 'string' | 'number' | 'boolean' | 'array',
  literal: Reader<unknown>,
  convert: (value: V, name: string) => T,
): Reader<Evaluated<T>> {
  return (value, cursor) => {
    const isLiteral = !isWrittenAsExpression(value, cursor)
    if (isLiteral) literal(value, cursor)
    const read = template(value, cursor)
    if (read === undefined) return undefined
    return {
      ...(isLiteral ? { literal: value } : {}),
      evaluate: async (bindings) => {
        const result = await evaluateTemplate(read, bindings)
        if (jsonType(result) !== type) throw unexpected(read, type, result)
        return convert(result as V, cursor.field)
      },
    }
  }
}

export const evaluatedText = evaluated<string>('string', text, (value) => value)

/** `literalMin`: where AWS takes less from an expression than it does from a literal. */
export function evaluatedInteger({ min, max, literalMin = min }: Bounds & { literalMin?: number }) {
  return evaluated<number>('number', integer({ min: literalMin, max }), (value, name) => {
    if (Number.isInteger(value)) return within(value, name, { min, max })
    throw new InvalidValue(`The ${name} field cannot be parsed as an integer: ${value}`, name)
  })
}

export function evaluatedNumber(bounds: Bounds) {
  return evaluated<number>('number', number(bounds), (value, name) => within(value, name, bounds))
}

function within(value: number, name: string, { min, max }: Bounds): number {
  if (value >= min && value <= max) return value
  throw new InvalidValue(`${name} must be between ${min} and ${max} but was: ${value}`, name)
}

function unexpected(read: Template, type: string, value: unknown): Error {
  if (read.kind === 'expression') return EvaluationFailed.wrongType(read.expression.source, read.field, type, value)
  return new TypeError(`A literal ${jsonType(value)} where a ${type} was checked for.`)
}
