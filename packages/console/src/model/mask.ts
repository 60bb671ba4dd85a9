import { keyPrefix } from 'records'
import { isCode, isHarmless } from './harmless.ts'
import type { Json } from './json.ts'

const EMAIL = /[^\s@"'<>()[\]{},;:#/\\]+@[^\s@"'<>()[\]{},;:#/\\]+/g
const COVER = '••••'
const IS_MASKED = /^.?•{4}(@•{4})?$/u
/** What keys are that somebody named: fields, attributes, variables. Any other key may itself be a detail of a person. */
const IDENTIFIER = /^[#:$]?[A-Za-z_][\w.-]{0,63}$/

/** Masks every text and number that is not known to be harmless, whatever the field is called that it stands in. */
export function masked(value: Json, key = ''): Json {
  if (typeof value === 'string') return maskedText(value, key)
  if (typeof value === 'number') return isHarmless(value, key) ? value : COVER
  if (Array.isArray(value)) return value.map((entry) => masked(entry, key))
  if (value === null || typeof value !== 'object') return value
  const ownTexts = ownTextsOf(value)
  return Object.fromEntries(
    Object.entries(value).map(([name, entry], index) => [
      IDENTIFIER.test(name) ? name : `${COVER}${index + 1}`,
      // `{"S": …}` and a check's `{"value": …}` hold the value of the field that they stand under.
      ownTexts.includes(name) ? prose(entry) : masked(entry, ['S', 'N', 'value'].includes(name) ? key : name),
    ]),
  )
}

/** The same of JSON text, or of any other text. */
export function maskJsonText(text: string): string {
  const value = parsed(text)
  return value === undefined ? maskedText(text, '') : JSON.stringify(masked(value))
}

/** A message of this system or of AWS: it quotes no input, so only e-mail addresses are masked, and JSON in it as all JSON is. */
export function maskMessage(text: string): string {
  return maskedJson(text) ?? text.replace(EMAIL, maskEmail)
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

function maskedText(text: string, key: string): string {
  if (isHarmless(text, key) || IS_MASKED.test(text)) return text
  if (text.startsWith(keyPrefix.student))
    return `${keyPrefix.student}${maskedText(text.slice(keyPrefix.student.length), key)}`
  return maskedJson(text) ?? (text.includes('@') ? maskEmail(text.trim()) : maskName(text))
}

function maskedJson(text: string): string | undefined {
  const value = /^\s*[[{]/.test(text) ? parsed(text) : undefined
  return value === undefined ? undefined : JSON.stringify(masked(value))
}

const FIELD = /^[A-Z][A-Za-z]{0,31}$/
const ERROR = /^[A-Z][\w.]{0,99}$/

/** The members of an object that are texts of this system: of a reason, a check's result, an error, a line of a log. */
function ownTextsOf(object: { [key: string]: Json }): readonly string[] {
  const is = (key: string, form: RegExp) => typeof object[key] === 'string' && form.test(object[key])
  const isLogLine = 'level' in object && 'service' in object
  return [
    ...(isCode(object.code) || isLogLine ? ['message'] : []),
    ...(is('field', FIELD) && (isCode(object.code) || Array.isArray(object.problems)) ? ['field'] : []),
    ...(is('error_name', ERROR) && isLogLine ? ['error_name'] : []),
    ...(is('errorType', ERROR) && 'errorMessage' in object ? ['errorType', 'errorMessage', 'trace'] : []),
    ...(is('Error', ERROR) && 'Cause' in object ? ['Error', 'Cause'] : []),
  ]
}

function prose(value: Json): Json {
  if (typeof value === 'string') return maskMessage(value)
  return Array.isArray(value) ? value.map(prose) : masked(value)
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
