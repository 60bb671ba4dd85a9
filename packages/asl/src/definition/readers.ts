import type { Cursor } from './cursor.ts'

/** Reads a part of a definition. What is wrong with it is reported, and then the result means nothing. */
export type Reader<T> = (value: unknown, cursor: Cursor) => T | undefined

export interface Bounds {
  readonly min: number
  readonly max: number
}

/** The longest time that a field in seconds may name. */
export const MAX_SECONDS = 99_999_999

export const text: Reader<string> = (value, cursor) =>
  typeof value === 'string' ? value : cursor.refuse('Expected value of type String')

export function oneOf<T extends string | boolean>(...allowed: readonly T[]): Reader<T> {
  return (value, cursor) =>
    allowed.find((one) => one === value) ?? cursor.refuse(`Value is not one of [${allowed.join(', ')}]`)
}

export function integer(bounds: Bounds): Reader<number> {
  return (value, cursor) => {
    if (!Number.isInteger(value)) return cursor.refuse('Expected value of type Integer')
    return within(Number(value), bounds, String, cursor)
  }
}

/** AWS writes the bounds of a fraction with a decimal: "Minimum value is 0.0". */
export function number(bounds: Bounds): Reader<number> {
  return (value, cursor) => {
    if (typeof value !== 'number') return cursor.refuse('Expected value of type Number')
    return within(value, bounds, (bound) => bound.toFixed(1), cursor)
  }
}

function within(value: number, { min, max }: Bounds, write: (bound: number) => string, cursor: Cursor) {
  if (value < min) return cursor.refuse(`Minimum value is ${write(min)}`)
  if (value > max) return cursor.refuse(`Maximum value is ${write(max)}`)
  return value
}

export function list<T>(
  read: (value: unknown, cursor: Cursor, isLast: boolean) => T | undefined,
): Reader<readonly T[]> {
  return (value, cursor) => {
    if (!Array.isArray(value)) return cursor.refuse('Expected value of type Array')
    return value.map((item, index) => read(item, cursor.item(index), index === value.length - 1) as T)
  }
}

export function nonEmpty<T>(read: Reader<readonly T[]>): Reader<readonly T[]> {
  return (value, cursor) =>
    Array.isArray(value) && value.length === 0 ? cursor.refuse('Expected at least 1 element') : read(value, cursor)
}
