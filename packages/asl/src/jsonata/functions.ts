import { createHash } from 'node:crypto'
import jsonata from 'jsonata'
import type { Reading } from './expression.ts'
import { javaRandom } from './java-random.ts'
import { MAX_BYTES, MEMORY_LIMIT_EXCEEDED } from './memory-limit.ts'

/**
 * What Step Functions adds to JSONata (developer guide, "Transforming data", JSONata functions): $partition, $range,
 * $hash, $random, $uuid and $parse in place of $eval. Whatever looks at a clock or throws dice asks the turn instead.
 */
export function addStepFunctions(expression: jsonata.Expression): void {
  expression.registerFunction('partition', partition)
  expression.registerFunction('range', range)
  expression.registerFunction('hash', hash)
  expression.registerFunction('random', random)
  expression.registerFunction('uuid', uuid)
  expression.registerFunction('parse', parse)
  expression.registerFunction('shuffle', shuffle, '<a:a>')
  expression.registerFunction('base64decode', base64decode, '<s-:s>')
  expression.registerFunction('now', now, '<s?s?:s>')
  expression.registerFunction('millis', millis, '<:n>')
  expression.registerFunction('toMillis', toMillis, '<s-s?:n>')
  expression.registerFunction('length', length, '<s-:n>')
  expression.registerFunction('pad', pad, '<s-ns?:s>')
  expression.assign('eval', undefined)
}

/** What an evaluation may ask of the turn it belongs to. */
export interface EvaluationContext {
  nowMs: number
  /** Uniform in [0, 1), the same on a replay. */
  random(): number
  uuid(): string
  /** Where set, does the evaluations that are not known to be short. */
  evaluateLong?: ((source: string, reading: Reading) => Promise<unknown>) | undefined
}

/** The variable under which the context is bound: no expression can spell it. */
export const CONTEXT = '#context'

/** `createSequence` is there at run time, but not in JSONata's types. */
type Focus = jsonata.Focus & { createSequence(): unknown[] }

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
}

function partition(this: jsonata.Focus, ...args: unknown[]): unknown {
  refuseSurplus(args, 'partition', 2)
  const [array, chunk] = args
  if (array === undefined) return undefined
  if (!Array.isArray(array)) throw { code: 'T0412', token: 'partition', index: 1 }
  if (array.length === 0) return undefined
  if (chunk === undefined) return [array]
  const size = towardsZero(chunk, 'partition', 2)
  if (size < 0) throw invalid('Second argument must be zero or greater')
  if (size === 0) return undefined
  return Array.from({ length: Math.ceil(array.length / size) }, (_, i) => array.slice(i * size, (i + 1) * size))
}

/** The longest that AWS makes: measured, like MAX_BYTES. */
const MAX_RANGE = 360_145

/** A sequence, as JSONata's own ranges are: a single number stands alone, no number is nothing. */
function range(this: jsonata.Focus, ...args: unknown[]): unknown {
  refuseSurplus(args, 'range', 3)
  const start = towardsZero(args[0], 'range', 1)
  const end = towardsZero(args[1], 'range', 2)
  if (args[2] === undefined) return undefined
  const step = towardsZero(args[2], 'range', 3)
  const result = (this as Focus).createSequence()
  if (step === 0 || (step > 0 ? start > end : start < end)) return result
  const count = Math.floor((end - start) / step) + 1
  if (count > MAX_RANGE) throw { ...MEMORY_LIMIT_EXCEEDED }
  for (let i = 0; i < count; i++) result.push(start + i * step)
  return result
}

function hash(this: jsonata.Focus, ...args: unknown[]): unknown {
  refuseSurplus(args, 'hash', 2)
  const [text, algorithm] = args
  if (typeof text !== 'string') throw mismatch('hash', 1)
  if (algorithm === undefined) return undefined
  if (typeof algorithm !== 'string') throw mismatch('hash', 2)
  const name = Object.hasOwn(HASHES, algorithm) ? HASHES[algorithm] : undefined
  if (name === undefined) {
    throw invalid(`Hash algorithm '${algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5`)
  }
  return createHash(name).update(text, 'utf8').digest('hex')
}

function random(this: jsonata.Focus, ...args: unknown[]): number {
  refuseSurplus(args, 'random', 1)
  return args[0] === undefined ? contextOf(this).random() : javaRandom(towardsZero(args[0], 'random', 1))
}

function uuid(this: jsonata.Focus, ...args: unknown[]): string {
  refuseSurplus(args, 'uuid', 0)
  return contextOf(this).uuid()
}

function parse(this: jsonata.Focus, ...args: unknown[]): unknown {
  refuseSurplus(args, 'parse', 1)
  const [text] = args
  if (text === undefined) return undefined
  if (typeof text !== 'string') throw mismatch('parse', 1)
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('Invalid JSON')
  }
}

function now(this: jsonata.Focus, picture?: string, timezone?: string): unknown {
  return this.environment.lookup('fromMillis').implementation.call(this, contextOf(this).nowMs, picture, timezone)
}

function millis(this: jsonata.Focus): number {
  return contextOf(this).nowMs
}

function shuffle(this: jsonata.Focus, array: unknown[] | undefined): unknown {
  if (array === undefined || array.length <= 1) return array
  const turn = contextOf(this)
  const result: unknown[] = []
  array.forEach((item, i) => {
    const j = Math.floor(turn.random() * (i + 1))
    if (i !== j) result[i] = result[j]
    result[j] = item
  })
  return result
}

/** Fails on what is no Base64, as in Step Functions; JSONata under Node reads it as far as it goes. */
function base64decode(text: string | undefined): string | undefined {
  return text === undefined ? undefined : atob(text)
}

type NativeFunction = (this: unknown, ...args: unknown[]) => unknown

const nativeToMillis: { implementation: NativeFunction } = await jsonata('$toMillis').evaluate(undefined)

/** JSONata's own completes a partial date from the clock of the machine. */
function toMillis(this: jsonata.Focus, ...args: unknown[]): unknown {
  const timestamp = new Date(contextOf(this).nowMs)
  return nativeToMillis.implementation.call({ environment: { timestamp } }, ...args)
}

/** JSONata's own makes a list of the characters first. */
function length(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  let pairs = 0
  for (let i = 0; i < text.length; i++) if (Number(text.codePointAt(i)) > 0xffff) pairs++
  return text.length - pairs
}

/** JSONata's own makes a list as long as the padding first, however long that is. */
function pad(text: string | undefined, width: number, fill = ' '): string | undefined {
  if (text === undefined) return undefined
  if (Math.abs(width) > MAX_BYTES) throw { ...MEMORY_LIMIT_EXCEEDED }
  const missing = Math.abs(Math.trunc(width)) - Number(length(text))
  if (missing <= 0) return text
  const unit = Array.from(fill === '' ? ' ' : fill)
  const padding =
    unit.join('').repeat(Math.floor(missing / unit.length)) + unit.slice(0, missing % unit.length).join('')
  return width > 0 ? text + padding : padding + text
}

function contextOf(focus: jsonata.Focus): EvaluationContext {
  return focus.environment.lookup(CONTEXT)
}

/** AWS names the first argument too many, instead of dropping it. */
function refuseSurplus(args: readonly unknown[], token: string, arity: number): void {
  if (args[arity] !== undefined) throw mismatch(token, arity + 1)
}

function towardsZero(value: unknown, token: string, index: number): number {
  if (typeof value !== 'number') throw mismatch(token, index)
  return Math.trunc(value)
}

function mismatch(token: string, index: number) {
  return { code: 'T0410', token, index }
}

function invalid(message: string) {
  return { code: 'D3137', message }
}
