import { AwsError } from '../aws-error.ts'
import type { Service, ServiceRequest, ServiceResponse } from '../service.ts'
import type { Operations } from './operation.ts'
import { readJson } from './read-json.ts'
import { unknownOperation } from './unknown-operation.ts'

/** A service that speaks AWS's JSON protocol: operations are named in X-Amz-Target, bodies are input and output. */
export interface JsonProtocol {
  /** As people call the service. */
  service: string
  /** X-Amz-Target up to the dot. */
  target: string
  version: '1.0' | '1.1'
  /** Longer requests are refused; left out, only the server's own limit counts. */
  maxRequestBytes?: number
  /** What an error that is no AwsError is on the wire. */
  internalError(cause: unknown): AwsError
  /** The body of an error, where it is not `__type`, `message` and details. */
  errorBody?(error: AwsError): object
  /** Headers beside the content type. */
  headers?(body: string): Record<string, string>
}

export function jsonService<Context>(
  protocol: JsonProtocol,
  operations: Operations<Context>,
  context: Context,
): Service['handle'] {
  return async (request) => {
    try {
      const operation = find(protocol, operations, request)
      return respond(protocol, 200, await operation(context, readJson(request.body)))
    } catch (cause) {
      return respondWithError(protocol, cause)
    }
  }
}

function find<Context>(
  protocol: JsonProtocol,
  operations: Operations<Context>,
  { method, headers, body }: ServiceRequest,
) {
  const { service, target, maxRequestBytes = Number.POSITIVE_INFINITY } = protocol
  const given = headers['x-amz-target']
  if (given === undefined) throw refused(`${service} takes the name of its operation in X-Amz-Target.`)
  if (method !== 'POST') throw refused('An operation in X-Amz-Target is sent with POST.')
  const name = given.startsWith(`${target}.`) ? given.slice(target.length + 1) : given
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (operation === undefined) throw unknownOperation(service, name, operations)
  if (body.length > maxRequestBytes) {
    const message = `A request of ${service} may have ${maxRequestBytes} bytes.`
    throw new AwsError('RequestEntityTooLarge', message, { status: 413 })
  }
  return operation
}

function refused(message: string): AwsError {
  return new AwsError('UnknownOperationException', message)
}

function respondWithError(protocol: JsonProtocol, cause: unknown): ServiceResponse {
  const error = cause instanceof AwsError ? cause : protocol.internalError(cause)
  return respond(protocol, error.status, (protocol.errorBody ?? errorBody)(error))
}

function errorBody({ name, message, details }: AwsError): object {
  return { __type: name, message, ...details }
}

function respond({ version, headers }: JsonProtocol, status: number, output: object): ServiceResponse {
  const body = JSON.stringify(output)
  return { status, headers: { 'content-type': `application/x-amz-json-${version}`, ...headers?.(body) }, body }
}
