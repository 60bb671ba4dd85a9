import { AwsError } from '../aws-error.ts'

/** Checks a value of a request's input and gives it back typed. What AWS calls a constraint goes to `problems`; a wrong type throws. */
export type Shape<T> = (value: unknown, path: string, problems: string[]) => T

/** The type of what a shape checks. */
export type Checked<S> = S extends Shape<infer T> ? T : never

type Members = Record<string, Shape<unknown>>

/** The codes of the errors in which a service refuses an input. */
export interface ErrorCodes {
  constraint: string
  type: string
}

const CODES: ErrorCodes = { constraint: 'ValidationException', type: 'SerializationException' }

/** Reads a whole input. All violated constraints are reported at once, as AWS does. */
export function parse<T>(shape: Shape<T>, input: unknown, codes = CODES): T {
  const problems: string[] = []
  const value = read(shape, input, problems, codes)
  if (problems.length === 0) return value
  const count = `${problems.length} validation ${problems.length === 1 ? 'error' : 'errors'} detected: `
  throw new AwsError(codes.constraint, count + problems.join('; '))
}

function read<T>(shape: Shape<T>, input: unknown, problems: string[], codes: ErrorCodes): T {
  try {
    return shape(input, '', problems)
  } catch (error) {
    throw error instanceof TypeMismatch ? new AwsError(codes.type, error.message) : error
  }
}

class TypeMismatch extends Error {}

/** An unknown member is refused: it may be one that AWS knows and that would be ignored here without a word. */
export function structure<M extends Members>(members: M): Shape<{ [K in keyof M]: Checked<M[K]> }> {
  return (value, path, problems) => {
    if (!isRecord(value)) throw mismatch(value, 'structure')
    const result: Record<string, unknown> = {}
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(members, name)) problems.push(`Unknown member '${shown(name)}' at '${path || '/'}'`)
    }
    for (const [name, shape] of Object.entries(members)) {
      result[name] = shape(Object.hasOwn(value, name) ? value[name] : undefined, join(path, name), problems)
    }
    return result as { [K in keyof M]: Checked<M[K]> }
  }
}

export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, path, problems) => (value === undefined || value === null ? undefined : shape(value, path, problems))
}

interface TextLimits {
  min?: number
  max?: number
  /** Counted in bytes of UTF-8 instead of characters. */
  maxBytes?: number
  pattern?: RegExp
  /** The value is not repeated in an error. */
  sensitive?: boolean
}

export function text(limits: TextLimits = {}): Shape<string> {
  const { min = 0, max = Number.POSITIVE_INFINITY, maxBytes, pattern, sensitive = false } = limits
  return required('', (value, path, problems) => {
    if (typeof value !== 'string') throw mismatch(value, 'String')
    const at = sensitive ? `Value at '${path}'` : `Value '${shown(value)}' at '${path}'`
    const fail = (rule: string) => problems.push(`${at} failed to satisfy constraint: Member must ${rule}`)
    if (value.length < min) fail(`have length greater than or equal to ${min}`)
    if (value.length > max) fail(`have length less than or equal to ${max}`)
    if (maxBytes !== undefined && Buffer.byteLength(value) > maxBytes) {
      fail(`have length less than or equal to ${maxBytes}`)
    }
    if (pattern !== undefined && !pattern.test(value)) fail(`satisfy regular expression pattern: ${pattern.source}`)
    return value
  })
}

export function oneOf<const V extends string>(...values: V[]): Shape<V> {
  return required(values[0] as V, (value, path, problems) => {
    if (typeof value !== 'string') throw mismatch(value, 'String')
    if (!values.includes(value as V)) {
      problems.push(
        `Value '${shown(value)}' at '${path}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
      )
    }
    return value as V
  })
}

export function integer(limits: { min?: number; max?: number } = {}): Shape<number> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = limits
  return required(0, (value, path, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw mismatch(value, 'Integer')
    const fail = (rule: string) =>
      problems.push(`Value '${value}' at '${path}' failed to satisfy constraint: Member must have value ${rule}`)
    if (value < min) fail(`greater than or equal to ${min}`)
    if (value > max) fail(`less than or equal to ${max}`)
    return value
  })
}

/** An integer that is written as a text, as in a query. */
export function numeral(limits: { min?: number; max?: number } = {}): Shape<number> {
  const shape = integer(limits)
  return (value, path, problems) =>
    shape(typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value, path, problems)
}

export function flag(): Shape<boolean> {
  return required(false, (value) => {
    if (typeof value !== 'boolean') throw mismatch(value, 'Boolean')
    return value
  })
}

export function list<T>(item: Shape<T>, limits: { min?: number; max?: number } = {}): Shape<T[]> {
  const { min = 0, max = Number.POSITIVE_INFINITY } = limits
  return required([], (value, path, problems) => {
    if (!Array.isArray(value)) throw mismatch(value, 'list')
    const fail = (rule: string) =>
      problems.push(`Value at '${path}' failed to satisfy constraint: Member must have length ${rule}`)
    if (value.length < min) fail(`greater than or equal to ${min}`)
    if (value.length > max) fail(`less than or equal to ${max}`)
    return value.map((entry, index) => item(entry, `${path}.${index + 1}.member`, problems))
  })
}

/** `placeholder` only keeps the type: a request with a problem is never carried out. */
function required<T>(placeholder: T, shape: Shape<T>): Shape<T> {
  return (value, path, problems) => {
    if (value !== undefined && value !== null) return shape(value, path, problems)
    problems.push(`Value null at '${path}' failed to satisfy constraint: Member must not be null`)
    return placeholder
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names begin in lower case here, in every service. */
function join(path: string, name: string): string {
  const lower = name.charAt(0).toLowerCase() + name.slice(1)
  return path === '' ? lower : `${path}.${lower}`
}

/** Long values would drown the message. */
function shown(value: string): string {
  return value.length <= 256 ? value : `${value.slice(0, 256)}…`
}

const JSON_KINDS: Record<string, string> = {
  string: 'STRING_VALUE',
  number: 'NUMBER_VALUE',
  boolean: 'BOOLEAN_VALUE',
  object: 'Start of structure or map',
}

function mismatch(value: unknown, wanted: string): TypeMismatch {
  const kind = Array.isArray(value) ? 'Start of list' : (JSON_KINDS[typeof value] ?? 'NULL_VALUE')
  return new TypeMismatch(
    kind.startsWith('Start of') ? `${kind} found where not expected` : `${kind} cannot be converted to ${wanted}`,
  )
}
