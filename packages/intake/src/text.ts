import type { Encoding } from './encoding.ts'
import { IntakeError } from './intake-error.ts'
import { chunksOf, type Source } from './source.ts'

/** The text of the file in pieces, without a byte order mark. Every line break is a line feed, in cells too. */
export async function* textOf(source: Source, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  /** A carriage return at the end of a piece: a line feed may follow it. */
  let carried = ''
  for await (const chunk of chunksOf(source)) {
    const text = carried + decoder.decode(chunk, { stream: true })
    carried = text.endsWith('\r') ? '\r' : ''
    yield checked(withLineFeeds(text.slice(0, text.length - carried.length)))
  }
  yield checked(withLineFeeds(carried + decoder.decode()))
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

function checked(text: string): string {
  if (!text.includes('\0')) return text
  throw new IntakeError('This is not a text file. Expected CSV, such as "CSV UTF-8" of your spreadsheet program.')
}
