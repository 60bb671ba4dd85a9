import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { EmulatorError, systemCode } from '../errors.ts'
import type { ServiceRequest, ServiceResponse } from '../service.ts'
import { malformation, refusal } from './guards.ts'
import { readBody } from './read-body.ts'

/** BatchWriteItem takes 16 MB, the largest request of the services here. */
const MAX_BODY_BYTES = 17 * 1024 * 1024
/** How long a close waits for requests under way, e.g. a StartSyncExecution. */
const CLOSE_GRACE_MS = 5_000

interface ReceiveLimits {
  /** From the first byte, or from the connection's beginning, to the end of the headers. */
  headersMs: number
  /** To the end of the body. How long the answer takes is another matter: a StartSyncExecution may take five minutes. */
  requestMs: number
  /** How often connections are looked at. */
  checkMs: number
}

const RECEIVE_LIMITS: ReceiveLimits = { headersMs: 10_000, requestMs: 60_000, checkMs: 1_000 }

type Answer = (request: ServiceRequest) => Promise<ServiceResponse>

export interface Listener {
  port: number
  /** Takes no new requests, lets those under way end, then lets go of every connection. */
  close(): Promise<void>
}

export async function listen(port: number, answer: Answer, limits = RECEIVE_LIMITS): Promise<Listener> {
  const options = {
    keepAliveTimeout: 60_000,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
  }
  const server = createServer(options, (request, response) => {
    serve(server, request, response, answer).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(startError(error, port)))
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address object.')
  return { port: address.port, close: () => close(server) }
}

async function serve(server: Server, request: IncomingMessage, response: ServerResponse, answer: Answer) {
  const method = request.method ?? 'GET'
  const malformed = malformation(request)
  if (malformed !== undefined) return send(response, method, json(400, 'BadRequestException', malformed), true)
  const refused = refusal(method, request.headers)
  // What is left of a refused request's body is not read: its connection cannot be used again.
  if (refused !== undefined) return send(response, method, json(403, 'AccessDeniedException', refused), true)
  const body = await readBody(request, MAX_BODY_BYTES)
  if (body === undefined) return send(response, method, tooLarge(), true)
  const result = await answer(serviceRequest(method, request, body)).catch(internalFailure)
  // A closing server lets each connection go with its last answer.
  send(response, method, result, !server.listening)
}

function serviceRequest(method: string, request: IncomingMessage, body: Buffer): ServiceRequest {
  const url = request.url ?? '/'
  const mark = url.indexOf('?')
  const headers: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    // Most requests have none, and nobody asks.
    get query() {
      return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))
    },
    headers,
    body,
  }
}

/** What executions were given is in many answers: should any of it ever get to be markup, it runs nothing and calls nobody. */
const PROTECTION = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
}

function send(response: ServerResponse, method: string, result: ServiceResponse, hangUp: boolean): void {
  if (response.destroyed) return
  response.writeHead(result.status, {
    'x-amzn-requestid': randomUUID(),
    ...PROTECTION,
    ...result.headers,
    ...(hangUp ? { connection: 'close' } : {}),
    'content-length': Buffer.byteLength(result.body),
  })
  response.end(method === 'HEAD' ? undefined : result.body)
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const force = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS)
  try {
    await closed
  } finally {
    clearTimeout(force)
  }
}

function startError(error: Error, port: number): EmulatorError {
  const code = systemCode(error)
  const [what, remedy] =
    code === 'EADDRINUSE'
      ? ['is taken', 'Stop what listens there, or pick another port (0 takes any free one).']
      : code === 'EACCES'
        ? ['may not be used by this user', 'Pick a port above 1023 (0 takes any free one).']
        : [`cannot be used (${code ?? 'unknown reason'})`, 'Pick another port (0 takes any free one).']
  return new EmulatorError(`Port ${port} on 127.0.0.1 ${what}. ${remedy}`, { cause: error })
}

function tooLarge(): ServiceResponse {
  return json(413, 'RequestEntityTooLargeException', `The request body is longer than ${MAX_BODY_BYTES} bytes.`)
}

function internalFailure(): ServiceResponse {
  return json(500, 'InternalFailure', 'The request could not be answered because of a fault in this server.')
}

function json(status: number, code: string, message: string): ServiceResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.0' }
  return { status, headers, body: JSON.stringify({ __type: code, message }) }
}
