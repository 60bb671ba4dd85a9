import type { IncomingMessage } from 'node:http'

/** The whole body, or undefined when it is longer than `maxBytes`; what follows is not read then. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return undefined
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) {
        request.removeAllListeners('data')
        resolve(undefined)
      } else chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', reject)
    // A client that hangs up in the middle of its body emits neither `end` nor, always, `error`.
    request.on('close', () => {
      if (!request.complete) reject(new Error('The client closed the connection before its request was complete.'))
    })
  })
}
