import type { Json } from './json.ts'

/** One line of pretty-printed JSON, in the pieces that are coloured. */
export interface JsonLine {
  depth: number
  key?: string
  /** What is written before and after the value: brackets, a comma. */
  text: string
  kind: 'string' | 'number' | 'boolean' | 'null' | 'bracket'
  comma: boolean
}

export function jsonLines(value: Json, depth = 0, key?: string, comma = false): JsonLine[] {
  const head = { depth, ...(key === undefined ? {} : { key }) }
  if (value === null || typeof value !== 'object') {
    const kind = value === null ? 'null' : (typeof value as 'string' | 'number' | 'boolean')
    return [{ ...head, text: JSON.stringify(value), kind, comma }]
  }
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const entries: [string | undefined, Json][] = Array.isArray(value)
    ? value.map((entry) => [undefined, entry])
    : Object.entries(value)
  if (entries.length === 0) return [{ ...head, text: `${open}${close}`, kind: 'bracket', comma }]
  return [
    { ...head, text: open, kind: 'bracket', comma: false },
    ...entries.flatMap(([name, entry], index) => jsonLines(entry, depth + 1, name, index < entries.length - 1)),
    { depth, text: close, kind: 'bracket', comma },
  ]
}

/** The value of JSON text; text that is not JSON is a string. */
export function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
