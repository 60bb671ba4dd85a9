import { ARTICLE_FIELDS } from './request-fields.ts'

/** The request of the article that this workflow comes from. */
export const ARTICLE_REQUEST = '{"Name":"Alison","Email":"alison@example.com","Payment":"Done"}'

export type RequestCheck = { ok: true; value: unknown; bytes: number } | { ok: false; problem: string; line?: number }

const MAX_BYTES = 256 * 1024

/** Whether a text can be the input of an execution: JSON, of at most 256 KiB. The workflow judges its content. */
export function checkRequest(text: string): RequestCheck {
  if (text.trim() === '') return { ok: false, problem: 'An execution needs an input. {} is the shortest.' }
  const bytes = new TextEncoder().encode(text).length
  if (bytes > MAX_BYTES)
    return { ok: false, problem: `${bytes} bytes are too many: an input has at most ${MAX_BYTES}.` }
  try {
    return { ok: true, value: JSON.parse(text), bytes }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(message)?.[1]
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length
    const problem = `This is not JSON yet: ${message.replace(/ in JSON at position.*$/s, '').replace(/, ".*" is not valid JSON$/s, '')}.`
    return { ok: false, problem, ...(line !== undefined && { line }) }
  }
}

/** The fields of a request as a form shows them; undefined where the input is no object, or a field no text. */
export function fieldsOf(value: unknown, names: readonly string[]): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const fields: Record<string, string> = {}
  for (const field of names) {
    const text: unknown = (value as Record<string, unknown>)[field]
    if (typeof text === 'string') fields[field] = text
    else if (text !== undefined) return undefined
  }
  return fields
}

/** The input with one field changed; an empty one is left out, as it is where it may be absent. */
export function withField(value: unknown, field: string, text: string): string {
  const { [field]: _before, ...rest } = { ...(value as Record<string, unknown>) }
  const next = text === '' ? rest : { ...(value as Record<string, unknown>), [field]: text }
  return prettyRequest(JSON.stringify(next))
}

export function prettyRequest(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** The newest first, each once. */
export function remember(recent: readonly string[], input: string, most = 8): string[] {
  return [input, ...recent.filter((other) => other !== input)].slice(0, most)
}

/** The fields that a form asks for and that are blank. Whether that of another check may be, only the check knows. */
export function missingIn(fields: Readonly<Record<string, string>> | undefined, names: readonly string[]): string[] {
  return names.filter((name) => ARTICLE_FIELDS.includes(name) && (fields?.[name] ?? '').trim() === '')
}
