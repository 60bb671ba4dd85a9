/** A field of an enrollment request as it came: nothing there, something that is no text, or text without outer space. */
export type RawField = { kind: 'missing' } | { kind: 'invalid' } | { kind: 'text'; text: string }

/**
 * Reads one field of whatever a caller sent as the input. Own properties only, so that `{"__proto__": …}` brings none in.
 * `maxCharacters` counts code points; more are invalid before anything else is done with the text.
 */
export function readField(input: unknown, field: string, maxCharacters: number): RawField {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { kind: 'missing' }
  if (!Object.hasOwn(input, field)) return { kind: 'missing' }
  const value: unknown = (input as Record<string, unknown>)[field]
  if (value === null || value === undefined) return { kind: 'missing' }
  if (typeof value !== 'string') return { kind: 'invalid' }
  const text = value.trim()
  if (text === '') return { kind: 'missing' }
  return text.isWellFormed() && fits(text, maxCharacters) ? { kind: 'text', text } : { kind: 'invalid' }
}

/** Whether `text` has at most `maxCharacters` code points. */
export function fits(text: string, maxCharacters: number): boolean {
  // A code point is at most two UTF-16 units: long texts are turned away without being split.
  return text.length <= maxCharacters * 2 && [...text].length <= maxCharacters
}
