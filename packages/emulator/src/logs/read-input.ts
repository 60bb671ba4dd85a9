import { invalidParameter } from './errors.ts'

export type Input = Record<string, unknown>

export function text(input: Input, name: string): string | undefined {
  const value = input[name]
  if (value == null) return undefined
  if (typeof value !== 'string') throw invalidParameter(`${name} must be a string`)
  return value
}

export function requiredText(input: Input, name: string): string {
  const value = text(input, name)
  if (value !== undefined) return value
  throw invalidParameter(
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  )
}

export function number(input: Input, name: string): number | undefined {
  const value = input[name]
  if (value == null) return undefined
  if (typeof value !== 'number') throw invalidParameter(`${name} must be a number`)
  return value
}

export function flag(input: Input, name: string): boolean {
  return input[name] === true
}

export function texts(input: Input, name: string): string[] | undefined {
  const value = input[name]
  if (value == null) return undefined
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) {
    throw invalidParameter(`${name} must be a list of strings`)
  }
  return value
}

/** Members that exclude each other. */
export function atMostOne(input: Input, a: string, b: string): void {
  if (input[a] == null || input[b] == null) return
  throw invalidParameter(`${a} and ${b} cannot be given together`)
}

/** How many to answer with at most. */
export function limit(input: Input, most: number): number {
  const value = number(input, 'limit') ?? most
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw invalidParameter(
    `1 validation error detected: Value '${value}' at 'limit' failed to satisfy constraint: Member must have value between 1 and ${most}`,
  )
}

/** A token that was handed out: the number at which to go on. */
export function position(input: Input): number | undefined {
  const token = text(input, 'nextToken')
  if (token === undefined) return undefined
  if (!/^[bf]\/\d{1,56}$/.test(token)) throw invalidParameter('The specified nextToken is invalid.')
  return Number(token.slice(2))
}

export function token(direction: 'b' | 'f', at: number): string {
  return `${direction}/${String(at).padStart(56, '0')}`
}
