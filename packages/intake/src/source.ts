/**
 * Opens the file from its start. It is called more than once, so that the file is never held whole: in Node
 * `() => createReadStream(path)`, in a browser `() => file.stream()`.
 */
export type Source = () => Iterable<Uint8Array> | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>

/** The bytes of the file. */
export async function* chunksOf(source: Source): AsyncGenerator<Uint8Array> {
  const opened = source()
  // Not every browser can iterate a stream.
  yield* 'getReader' in opened ? streamed(opened) : opened
}

async function* streamed(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel()
  }
}
