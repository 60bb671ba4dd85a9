import { createHash } from 'node:crypto'

/** One request of a file. */
export interface BatchLine {
  /** Counted from 1, blank lines included, as editors do. */
  line: number
  input: string
  /** Reveals nothing about the request: the hash of a single line could be guessed. */
  executionName: string
  /** Whether it is a JSON object. */
  valid: boolean
}

/** The requests of a file, one JSON text per line. The same file always gives the same execution names. */
export function batchLines(content: string): BatchLine[] {
  const file = sha256(content)
  return content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, input: text.trim() }))
    .filter(({ input }) => input !== '')
    .map(({ line, input }) => ({
      line,
      input,
      // As long as a UUID: enough never to collide, and the names of all executions line up.
      executionName: sha256(`${file}\n${line}`).slice(0, 36),
      valid: isJsonObject(input),
    }))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
