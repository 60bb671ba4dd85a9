/** A piece of JSON as it may be shown: names and e-mail addresses are covered. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const PERSONAL_KEY = /^(name|e-?mail)$/i
const EMAIL = /[^\s@"'<>()[\]{},;:#/\\]+@[^\s@"'<>()[\]{},;:#/\\]+/g
const COVER = '••••'

/**
 * Covers what stands under a key called name or email, in any of the forms that this system writes, and every e-mail
 * address.
 */
export function masked(value: Json): Json {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map(masked)
  if (value === null || typeof value !== 'object') return value
  const field = value.field
  const isPersonalField = typeof field === 'string' && PERSONAL_KEY.test(field)
  return mapValues(value, (entry, key) => {
    if (PERSONAL_KEY.test(key)) return covered(entry)
    return isPersonalField && key === 'value' ? covered(entry) : masked(entry)
  })
}

/** The same of JSON text, or of any other text. */
export function maskJsonText(text: string): string {
  const value = parsed(text)
  return value === undefined ? maskText(text) : JSON.stringify(masked(value))
}

export function maskText(text: string): string {
  const inner = /^\s*[[{]/.test(text) ? parsed(text) : undefined
  if (inner !== undefined) return JSON.stringify(masked(inner))
  return text.replace(EMAIL, maskEmail)
}

/** `A••••`: enough to tell two apart at a glance, too little to know whom. */
export function maskName(name: string): string {
  const [first] = name.trim()
  return first === undefined ? name : `${first}${COVER}`
}

export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return maskName(address)
  const [first = ''] = address
  return `${at === 0 ? '' : first}${COVER}@${COVER}`
}

/**
 * What a personal key holds: a text, DynamoDB's form of one ({"S": …}), a check's result ({"value": …}), or several.
 */
function covered(value: Json): Json {
  if (typeof value === 'string') return value.includes('@') ? maskEmail(value.trim()) : maskName(value)
  if (Array.isArray(value)) return value.map(covered)
  if (value === null || typeof value !== 'object') return value
  return mapValues(value, (entry, key) =>
    key === 'S' || key === 'value' || PERSONAL_KEY.test(key) ? covered(entry) : masked(entry),
  )
}

function mapValues(
  object: { [key: string]: Json },
  change: (value: Json, key: string) => Json,
): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
