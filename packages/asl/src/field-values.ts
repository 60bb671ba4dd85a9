import { EvaluationFailed, jsonType } from './jsonata/evaluation-failed.ts'
import type { Bindings } from './jsonata/expression.ts'
import { evaluateTemplate, type Template } from './jsonata/template.ts'

/** A field that must be of one JSON type. `field` is its name as AWS reports it. */
export async function fieldOf<T>(
  template: Template,
  bindings: Bindings,
  type: 'string' | 'number' | 'boolean' | 'array',
): Promise<T> {
  const value = await evaluateTemplate(template, bindings)
  if (jsonType(value) === type) return value as T
  if (template.kind !== 'expression')
    throw new TypeError(`A literal ${jsonType(value)} where a ${type} was checked for.`)
  throw EvaluationFailed.wrongType(template.expression.source, template.field, type, value)
}

interface Bounds {
  /** The field's name. */
  name: string
  min: number
  max: number
}

/** A field that must be a whole number within bounds. */
export async function integerOf(template: Template, bindings: Bindings, bounds: Bounds): Promise<number> {
  return checkInteger(await fieldOf<number>(template, bindings, 'number'), bounds)
}

export function checkInteger(value: number, { name, min, max }: Bounds): number {
  if (!Number.isInteger(value)) {
    throw new EvaluationFailed(`The ${name} field cannot be parsed as an integer: ${value}`, name)
  }
  if (value < min || value > max) {
    throw new EvaluationFailed(`${name} must be between ${min} and ${max} but was: ${value}`, name)
  }
  return value
}

/** The longest time that a field in seconds may name. */
export const MAX_SECONDS = 99_999_999
