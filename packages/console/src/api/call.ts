/** The services that the endpoint serves by JSON, by the prefix of their operations. */
export type Service = 'AWSStepFunctions' | 'DynamoDB_20120810' | 'Logs_20140328'

/** What a service answered instead of a result. `name` is AWS's code. */
class ServiceError extends Error {
  override name: string

  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** The server of this page does not answer. */
class Unreachable extends Error {
  override name = 'Unreachable'
}

/** A line for where an error has no title of its own. */
export function errorText(error: Error): string {
  return error instanceof ServiceError ? `${error.name}: ${error.message}` : error.message
}

// The page only speaks to the server that it came from. Vite's own server passes this on to an emulator.
const ENDPOINT = import.meta.env.DEV ? '/api/' : '/'

/** One operation of AWS's JSON protocols. The endpoint signs nothing and checks no signature, so none is sent. */
export async function call<T>(service: Service, operation: string, input: object, signal?: AbortSignal): Promise<T> {
  const headers = {
    'content-type': `application/x-amz-json-${service === 'Logs_20140328' ? '1.1' : '1.0'}`,
    'x-amz-target': `${service}.${operation}`,
  }
  const { response, text } = await post(ENDPOINT, headers, input, signal)
  if (response.ok) return (text === '' ? {} : JSON.parse(text)) as T
  throw serviceError(response.status, text)
}

/** What a Lambda function answers. */
export async function invoke<T>(functionName: string, input: object): Promise<T> {
  const path = `2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`
  const { response, text } = await post(`${ENDPOINT}${path}`, { 'content-type': 'application/json' }, input)
  if (!response.ok) throw serviceError(response.status, text)
  if (response.headers.has('x-amz-function-error')) throw new ServiceError('Lambda.Failed', `${functionName} failed.`)
  return JSON.parse(text) as T
}

/** What the server of this page does itself. A file is sent as it is, anything else as JSON. */
export async function administer<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<T> {
  const isFile = body instanceof Blob
  // Without a type a browser would send that of the file: text/plain, as a page of another site may.
  const headers = { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }
  const sent = body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }
  const { response, text } = await ask(administrationUrl(path), { method, headers, ...sent }, signal)
  if (response.ok) return JSON.parse(text) as T
  const { name, message } = serviceError(response.status, text)
  throw Object.assign(new Error(message), { name })
}

/** What the server takes. */
const MAX_FILE_BYTES = 10 * 1024 * 1024

export function refuseLarge(file: File): void {
  if (file.size <= MAX_FILE_BYTES) return
  throw new Error('The file has more than 10 MiB: split it, or run it at the command line.')
}

export function administrationUrl(path: string): string {
  return `${ENDPOINT}administration/${path}`
}

function post(url: string, headers: Record<string, string>, input: object, signal?: AbortSignal) {
  return ask(url, { method: 'POST', headers, body: JSON.stringify(input) }, signal)
}

async function ask(url: string, init: RequestInit, signal?: AbortSignal) {
  const response = await fetch(url, { ...init, ...(signal && { signal }) }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new Unreachable('The server of this page does not answer. Check that it is still running, or start it again.')
  })
  return { response, text: await response.text() }
}

function serviceError(status: number, text: string): ServiceError {
  try {
    const {
      __type = '',
      message,
      Message,
    } = JSON.parse(text) as { __type?: string; message?: string; Message?: string }
    const name = __type.split('#').at(-1) || `HTTP ${status}`
    return new ServiceError(name, message ?? Message ?? 'The service gave no reason.')
  } catch {
    return new ServiceError(`HTTP ${status}`, text.slice(0, 300) || 'The answer was empty.')
  }
}
