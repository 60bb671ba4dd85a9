/**
 * A field of an enrollment request as received: missing; not readable as text, with what is wrong with it
 * (`is a number`); or text without the spaces and invisible characters around it.
 */
export type RawField = { kind: 'missing' } | { kind: 'invalid'; problem: string } | { kind: 'text'; text: string }

// A right-to-left override shows a text backwards: it is not trimmed, so that the checks refuse it.
const INVISIBLE = /^[[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]--\u202e]$/v

/**
 * Reads one field of whatever a caller sent as the input. Own properties only, so that `{"__proto__": …}` adds none.
 * `maxCharacters` counts code points; more are invalid before anything else is done with the text.
 */
export function readField(input: unknown, field: string, maxCharacters: number): RawField {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { kind: 'missing' }
  if (!Object.hasOwn(input, field)) return { kind: 'missing' }
  const value: unknown = (input as Record<string, unknown>)[field]
  if (value === null || value === undefined) return { kind: 'missing' }
  if (typeof value !== 'string') return { kind: 'invalid', problem: `is ${typeName(value)}, not text` }
  const text = trimInvisible(value)
  if (text === '') return { kind: 'missing' }
  if (!fits(text, maxCharacters)) return { kind: 'invalid', problem: `is longer than ${maxCharacters} characters` }
  if (!text.isWellFormed()) return { kind: 'invalid', problem: 'is damaged text: it contains half of a character' }
  return { kind: 'text', text }
}

/** Whether `text` has at most `maxCharacters` code points. */
export function fits(text: string, maxCharacters: number): boolean {
  // A code point is at most two UTF-16 units: long texts are refused without being split.
  return text.length <= maxCharacters * 2 && [...text].length <= maxCharacters
}

/**
 * Without the spaces, control characters and characters that do not show at either end: they come with copy and paste.
 */
function trimInvisible(text: string): string {
  // Not one regular expression with `+$`: over a long run of inner spaces it takes quadratic time.
  const characters = [...text]
  const first = characters.findIndex((character) => !INVISIBLE.test(character))
  if (first < 0) return ''
  return characters.slice(first, characters.findLastIndex((character) => !INVISIBLE.test(character)) + 1).join('')
}

function typeName(value: unknown): string {
  if (typeof value === 'number') return 'a number'
  if (typeof value === 'boolean') return 'true or false'
  return Array.isArray(value) ? 'a list' : 'an object'
}
