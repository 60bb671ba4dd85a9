// Cheap signs that a text may hold what is looked for. Without them a text is not read.
const MAYBE_HUGE = /[eE]\+?0*\d{3}|\d{309}/
const MAYBE_RESERVED = /_jsonata_(?:function|lambda)/

/** What jsonata takes for a function of its own, whoever wrote it. */
const RESERVED_KEYS = ['_jsonata_function', '_jsonata_lambda']

/**
 * Why JSON that is valid cannot be run here without becoming something else, or undefined where it can.
 * Nothing of the text is repeated: it may hold customer data. The text must be JSON.
 */
export function unsupportedInput(text: string): string | undefined {
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
