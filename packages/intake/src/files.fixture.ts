import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Source } from './source.ts'

/** A file of the folder `fixtures`. */
export function fixture(name: string): Source {
  return () => createReadStream(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)))
}

/** A text as a file in UTF-8, in pieces of so many bytes. */
export function fileOf(text: string, pieceBytes = 65_536): Source {
  const bytes = new TextEncoder().encode(text)
  return function* () {
    for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes)
  }
}

/** All that an iterable yields. */
export async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = []
  for await (const value of values) list.push(value)
  return list
}
