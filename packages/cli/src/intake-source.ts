import { createReadStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import type { Source } from 'intake'
import { Failure } from './failure.ts'

/** A file to read requests from. Standard input, `-`, can be read only once and is held whole. */
export async function intakeSource(file: string): Promise<Source> {
  if (file !== '-') return () => bytesOf(file)
  const bytes = await buffer(process.stdin)
  return () => [bytes]
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file)
  } catch (error) {
    throw new Failure(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}): expected a CSV file, a file with a JSON request on each line, or - for standard input.`,
    )
  }
}
