// Cheap signs that a text may hold what is looked for. Without them a text is not read.
const MAYBE_HUGE = /[eE]\+?0*\d{3}|\d{309}/
const MAYBE_RESERVED = /_jsonata_(?:function|lambda)/

/** What recurses through a value here, jsonata and JSON.stringify among it, runs out of stack a few thousand deep. */
export const MAX_DEPTH = 1_000

/** What jsonata takes for a function of its own, no matter who wrote it. */
const RESERVED_KEYS = ['_jsonata_function', '_jsonata_lambda']

/**
 * Why JSON that is valid cannot be run here without becoming something else, or undefined where it can.
 * Nothing of the text is repeated: it may hold customer data. The text must be JSON.
 */
export function unsupportedJson(text: string): string | undefined {
  if (isTooDeep(text)) return `a value that is nested more than ${MAX_DEPTH} deep is not supported here`
  if (!MAYBE_HUGE.test(text) && !MAYBE_RESERVED.test(text)) return undefined
  const pending: unknown[] = [JSON.parse(text)]
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return 'a number beyond the range of a double (about 1.8e308) is not supported here'
    }
    if (typeof value !== 'object' || value === null) continue
    const reserved = RESERVED_KEYS.find((key) => Object.hasOwn(value, key))
    if (reserved !== undefined) return `the key "${reserved}" is not supported here: jsonata reserves it`
    for (const part of Object.values(value)) pending.push(part)
  }
  return undefined
}

/** Whether JSON text nests deeper than any value here may. */
export function isTooDeep(text: string): boolean {
  // What is opened is closed.
  if (text.length <= 2 * MAX_DEPTH) return false
  let depth = 0
  // Strings are stepped over: what looks like a bracket in one is none.
  for (const [mark] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[{\]}]/g)) {
    if (mark === '[' || mark === '{') depth++
    else if (mark === ']' || mark === '}') depth--
    if (depth > MAX_DEPTH) return true
  }
  return false
}
