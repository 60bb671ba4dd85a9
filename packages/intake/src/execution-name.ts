import type { Request } from './draft.ts'

/** As long as a UUID: enough never to collide, and the names of all executions line up. */
const CHARACTERS = 36

/**
 * The name of the execution that a row starts, of hexadecimal digits: a hash of the request without who asks, and of
 * the attempt. A person who knows all fields of a request can find out that it was made; nothing else can be read from it.
 */
export async function executionNameOf({ RequestedBy: _, ...request }: Request, attempt: number): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify([attempt, inOrder(request)]))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, CHARACTERS)
}

/** The fields that every request has come first, in one order, so that the same request is the same text. */
export function inOrder({ Name, Email, Payment, Course, RequestedBy, ...others }: Request): Request {
  return { Name, Email, Payment, Course, RequestedBy, ...others }
}
