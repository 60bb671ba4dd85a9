import { isNode, type SyntaxNode } from '../syntax.ts'
import { type Compile, isBare, isPlainObject, NOT_QUICK, type Quick } from './not-quick.ts'

/** A call of one of JSONata's own functions, under its own name. */
export function call(node: SyntaxNode, compile: Compile): Quick | undefined {
  const { procedure, arguments: given } = node
  if (!isBare(node, 'procedure', 'arguments') || !Array.isArray(given)) return undefined
  if (!isNode(procedure) || procedure.type !== 'variable' || !isBare(procedure)) return undefined
  const name = String(procedure.value)
  const implementation = FUNCTIONS[name]
  const parameters = given.map(compile)
  if (implementation?.length !== parameters.length || parameters.includes(undefined)) return undefined
  return (bindings) => {
    // An assigned variable of that name takes its place.
    if (Object.hasOwn(bindings.variables, name)) return NOT_QUICK
    const values = (parameters as Quick[]).map((parameter) => parameter(bindings))
    return values.includes(NOT_QUICK) ? NOT_QUICK : implementation(...values)
  }
}

/** For the arguments that they are meant for. How others are taken, or refused, is JSONata's to say. */
const FUNCTIONS: Readonly<Record<string, ((...values: unknown[]) => unknown) | undefined>> = {
  __proto__: null as never,
  exists: (value: unknown) => value !== undefined,
  not: (value: unknown) => (typeof value === 'boolean' ? !value : NOT_QUICK),
  type: (value: unknown) => (isPlainObject(value) ? 'object' : typeOf(value)),
  trim: (text: unknown) => (typeof text === 'string' ? trim(text) : NOT_QUICK),
  substring: (text: unknown, start: unknown, length: unknown) =>
    typeof text === 'string' && isCount(start) && isCount(length)
      ? Array.from(text)
          .slice(start, start + length)
          .join('')
      : NOT_QUICK,
  lookup: (value: unknown, name: unknown) => {
    if (!isPlainObject(value) || typeof name !== 'string') return NOT_QUICK
    const found = Object.hasOwn(value, name) ? value[name] : undefined
    return Array.isArray(found) ? NOT_QUICK : found
  },
  merge: (objects: unknown) =>
    Array.isArray(objects) && objects.every(isPlainObject)
      ? Object.fromEntries(objects.flatMap(Object.entries))
      : NOT_QUICK,
  number: (value: unknown) => (typeof value === 'number' ? value : decimal(value)),
}

function typeOf(value: unknown): unknown {
  if (value === undefined) return undefined
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'object' ? NOT_QUICK : typeof value
}

/** JSONata's white space is not JavaScript's. */
function trim(text: string): string {
  return text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function decimal(value: unknown): unknown {
  return typeof value === 'string' && /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(value) ? Number(value) : NOT_QUICK
}
