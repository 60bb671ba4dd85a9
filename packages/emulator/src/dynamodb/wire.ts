import { randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { ServiceRequest, ServiceResponse } from '../service.ts'
import { DynamoDbError } from './errors.ts'

const maxRequestBytes = 16 * 1024 * 1024
const types: Record<string, string> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  InternalServerError: 'com.amazonaws.dynamodb.v20120810',
}

/** JSON 1.0 over POST, the operation in X-Amz-Target. */
export function readRequest(request: ServiceRequest): { operation: string; input: Record<string, unknown> } {
  const [version, operation] = (request.headers['x-amz-target'] ?? '').split('.')
  if (request.method !== 'POST' || version !== 'DynamoDB_20120810' || !operation) {
    throw unknownOperation(operation || `${request.method} without an operation in X-Amz-Target`)
  }
  if (request.body.length > maxRequestBytes) {
    throw new DynamoDbError('RequestEntityTooLarge', `A request may have ${maxRequestBytes} bytes`, { statusCode: 413 })
  }
  return { operation, input: parseObject(request.body) }
}

export function unknownOperation(operation: string): DynamoDbError {
  return new DynamoDbError('UnknownOperationException', `${operation} is not an operation that is supported here`)
}

export function respond(output: Record<string, unknown>): ServiceResponse {
  return response(200, output)
}

export function respondWithError(error: DynamoDbError): ServiceResponse {
  const text = error.name === 'TransactionCanceledException' ? 'Message' : 'message'
  return response(error.statusCode, {
    __type: `${types[error.name] ?? 'com.amazonaws.dynamodb.v20120810'}#${error.name}`,
    [text]: error.message,
    ...(error.cancellationReasons ? { CancellationReasons: error.cancellationReasons } : {}),
    ...(error.item ? { Item: error.item } : {}),
  })
}

/** 52 capitals and digits, as DynamoDB's are. Node draws the randomness of UUIDs in advance, many at a time. */
export function newRequestId(): string {
  return (randomUUID() + randomUUID()).replaceAll('-', '').slice(0, 52).toUpperCase()
}

function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(body.toString('utf8'))
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>
  } catch {
    // Said below: whatever is not an object is no request.
  }
  throw new DynamoDbError('SerializationException', 'The request body must be a JSON object')
}

function response(status: number, value: Record<string, unknown>): ServiceResponse {
  const body = JSON.stringify(value)
  return {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': newRequestId(),
      'x-amz-crc32': String(crc32(body)),
    },
    body,
  }
}
