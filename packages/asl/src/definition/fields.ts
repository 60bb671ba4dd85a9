import type { Cursor } from './cursor.ts'
import type { Reader } from './readers.ts'

/** One field of an object in a definition. */
export interface Field<T> {
  readonly read: Reader<T>
  /** Where only one of them has the field. */
  readonly language?: QueryLanguage
  readonly isRequired?: boolean
}

/** All fields of an object. What is not among them is refused, never ignored. */
export type FieldTable = Readonly<Record<string, Field<unknown>>>

/** What the fields of a table were read to. */
export type FieldValues<T extends FieldTable> = {
  readonly [K in keyof T]: T[K] extends Field<infer V> ? (T[K] extends { isRequired: true } ? V : V | undefined) : never
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A JSONata expression between `{%` and `%}`. */
export type ExpressionText = `{%${string}%}`

export type QueryLanguage = 'JSONata' | 'JSONPath'

export type Fields = Readonly<Record<string, unknown>>

export function optional<T>(read: Reader<T>): Field<T> {
  return { read }
}

export function required<T>(read: Reader<T>): Field<T> & { isRequired: true } {
  return { read, isRequired: true }
}

export function onlyIn<T>(language: QueryLanguage, read: Reader<T>): Field<T> {
  return { read, language }
}

/** Reads an object by its table; undefined for what is no object. `refusal` says why a field is not in the table. */
export function readFields<T extends FieldTable>(
  table: T,
  value: unknown,
  cursor: Cursor,
  refusal: (field: string) => string | undefined = (field) => `Field '${field}' is not supported`,
): FieldValues<T> | undefined {
  if (!isObject(value)) return cursor.refuse('Expected value of type Object')
  const language = cursor.scope.jsonata ? 'JSONata' : 'JSONPath'
  const values: Record<string, unknown> = {}
  for (const field of Object.keys(value)) {
    const message = Object.hasOwn(table, field) ? wrongLanguage(field, table[field], language) : refusal(field)
    if (message !== undefined) cursor.refuse(message)
  }
  const fields = Object.entries(table)
  const missing = fields.filter(([name, field]) => field.isRequired && value[name] === undefined).map(([name]) => name)
  if (missing.length > 0) cursor.refuse(`These fields are required: [${missing.join(', ')}]`)
  for (const [name, field] of fields) {
    if (value[name] !== undefined && wrongLanguage(name, field, language) === undefined) {
      values[name] = field.read(value[name], cursor.at(name))
    }
  }
  return values as FieldValues<T>
}

function wrongLanguage(name: string, field: Field<unknown> | undefined, language: QueryLanguage): string | undefined {
  const only = field?.language ?? language
  return only === language ? undefined : onlyFor(name, language, only)
}

/** AWS's sentence. */
export function onlyFor(field: string, language: QueryLanguage, other: QueryLanguage): string {
  return `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
