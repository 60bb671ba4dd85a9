import { invalidParameter } from './errors.ts'

/** Refuses members that exclude each other. */
export function atMostOne<T extends object>(input: T, a: keyof T & string, b: keyof T & string): void {
  if (input[a] === undefined || input[b] === undefined) return
  throw invalidParameter(`${a} and ${b} cannot be given together`)
}
