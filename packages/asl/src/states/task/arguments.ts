import type { Cursor } from '../../definition/cursor.ts'
import { isObject } from '../../definition/fields.ts'
import { isWrittenAsExpression } from '../../definition/template.ts'
import type { Resource } from './resource.ts'

/** Stands for what is known only once the state is executed. */
export const UNKNOWN = Symbol('unknown')

/** What is wrong with what a service is given, and where: keys from the arguments down. */
export interface ArgumentFinding {
  at: readonly string[]
  message: string
}

/** Checks what a Task gives to its Resource, as far as it is known: the task runner knows what they take. */
export type ArgumentCheck = (resource: string, given: unknown) => readonly ArgumentFinding[]

export function checkArguments(target: Resource, given: unknown, cursor: Cursor): void {
  if (target.kind === 'function' || given === undefined) return
  const known = knownPart(given, cursor)
  const own = target.arguments === undefined ? [] : checkNames(target.arguments, known)
  const found = [...own, ...(cursor.scope.checkArguments?.(target.arn, known) ?? [])]
  for (const { at, message } of found) at.reduce((place, key) => place.at(key), cursor).refuse(message)
}

/** In a JSONPath state the key of a path names an argument too. That it is a path is refused elsewhere. */
function knownPart(value: unknown, cursor: Cursor): unknown {
  if (isWrittenAsExpression(value, cursor)) return UNKNOWN
  if (Array.isArray(value)) return value.map((one) => knownPart(one, cursor))
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([key, part]) =>
    !cursor.scope.jsonata && key.endsWith('.$') ? [key.slice(0, -2), UNKNOWN] : [key, knownPart(part, cursor)],
  )
  return Object.fromEntries(entries)
}

interface Names {
  required: readonly string[]
  allowed: readonly string[]
}

function checkNames({ required, allowed }: Names, given: unknown): ArgumentFinding[] {
  if (!isObject(given)) return []
  const missing = required.filter((name) => given[name] === undefined)
  const unknown = Object.keys(given).filter((name) => !allowed.includes(name))
  return [
    ...missing.map((name) => ({ at: [], message: `The field '${name}' is required but was missing` })),
    ...unknown.map((name) => ({ at: [], message: `The field '${name}' is not supported by Step Functions` })),
  ]
}
