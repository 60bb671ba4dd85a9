import type { Diagnostic, DiagnosticCode } from './diagnostics.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Collects what is found wrong, in the order in which it is found. */
export class Report {
  readonly diagnostics: Diagnostic[] = []

  error(code: DiagnosticCode, message: string, location?: string): void {
    const where = location === undefined ? {} : { location }
    this.diagnostics.push({ severity: 'ERROR', code, message, ...where })
  }

  schema(message: string, location: string): void {
    this.error('SCHEMA_VALIDATION_FAILED', message, location)
  }

  /** The value as an object, or undefined after saying that it is none. */
  object(value: unknown, location: string): Fields | undefined {
    if (isObject(value)) return value
    this.schema('Expected value of type Object', location)
    return undefined
  }

  /** The value as a list that is not empty, or undefined after saying that it is none. */
  list(value: unknown, location: string): readonly unknown[] | undefined {
    if (Array.isArray(value) && value.length > 0) return value
    this.schema(Array.isArray(value) ? 'Expected at least 1 element' : 'Expected value of type Array', location)
    return undefined
  }

  string(value: unknown, location: string): value is string {
    if (typeof value === 'string') return true
    this.schema('Expected value of type String', location)
    return false
  }

  integer(value: unknown, { min, max }: { min: number; max: number }, location: string): void {
    if (!Number.isInteger(value)) this.schema('Expected value of type Integer', location)
    else this.#range(Number(value), min, max, String, location)
  }

  /** AWS writes the bounds of a fraction with a decimal: "Minimum value is 0.0". */
  number(value: unknown, { min, max }: { min: number; max: number }, location: string): void {
    if (typeof value !== 'number') this.schema('Expected value of type Number', location)
    else this.#range(value, min, max, (bound) => bound.toFixed(1), location)
  }

  #range(value: number, min: number, max: number, write: (bound: number) => string, location: string): void {
    if (value < min) this.schema(`Minimum value is ${write(min)}`, location)
    if (value > max) this.schema(`Maximum value is ${write(max)}`, location)
  }
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
