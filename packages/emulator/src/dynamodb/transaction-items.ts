import type { Input } from './dynalite.ts'
import { validationError } from './errors.ts'

const MAX_TRANSACTION_ITEMS = 100
export const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024

/** One entry of a request: the only member that it may have, with its parameters. */
export interface TransactionItem<Kind extends string> {
  kind: Kind
  parameters: Input
}

/** Reads `TransactItems`. `members` are the kinds of entry that the request knows. */
export function readTransactItems<Kind extends string>(
  items: unknown,
  members: readonly Kind[],
  oneOf: string,
): TransactionItem<Kind>[] {
  if (!Array.isArray(items)) {
    throw validationError(
      "1 validation error detected: Value null at 'transactItems' failed to satisfy constraint: Member must not be null",
    )
  }
  const bound = items.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${MAX_TRANSACTION_ITEMS}`
  if (items.length === 0 || items.length > MAX_TRANSACTION_ITEMS) {
    const value = items.length === 0 ? '[]' : `[${items.length} items]`
    throw validationError(
      `1 validation error detected: Value '${value}' at 'transactItems' failed to satisfy constraint: Member must have length ${bound}`,
    )
  }
  return items.map((entry: unknown, index) => {
    const given = members.filter((member) => isObject(entry) && entry[member] != null)
    const [kind] = given
    if (!isObject(entry) || kind === undefined || given.length > 1) {
      throw validationError(`TransactItems can only contain one of ${oneOf}`)
    }
    const parameters = entry[kind]
    if (!isObject(parameters)) throw validationError(`Member ${index + 1} of TransactItems must be an object`)
    return { kind, parameters }
  })
}

/** Only these parameters take part: dynalite would also act on the old ones (Expected, AttributeUpdates) that no transaction has. */
export function pick(parameters: Input, names: readonly string[]): Input {
  return Object.fromEntries(names.filter((name) => parameters[name] != null).map((name) => [name, parameters[name]]))
}

export function requireMembers(
  { parameters, kind }: TransactionItem<string>,
  index: number,
  names: readonly string[],
): void {
  const missing = names.filter((name) => parameters[name] == null)
  if (missing.length === 0) return
  const where = (name: string) =>
    `Value null at 'transactItems.${index + 1}.member.${lowerFirst(kind)}.${lowerFirst(name)}' failed to satisfy constraint: Member must not be null`
  const errors = `${missing.length} validation error${missing.length > 1 ? 's' : ''} detected`
  throw validationError(`${errors}: ${missing.map(where).join('; ')}`)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
