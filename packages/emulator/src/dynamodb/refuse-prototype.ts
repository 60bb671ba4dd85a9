import { validationError } from './errors.ts'

const PROTOTYPE = '__proto__'

/** dynalite copies maps by assignment, which would lose what has this name without a word: it is refused instead. */
export function refusePrototype(input: Record<string, unknown>): void {
  if (!isNamed(input)) return
  throw validationError(`The name ${PROTOTYPE} is not supported by the emulator: expected another one`)
}

function isNamed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, PROTOTYPE) || Object.values(value).some(isNamed)
}
