import { randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { AwsError } from '../aws-error.ts'
import type { JsonProtocol } from '../server/json-service.ts'
import { asAwsError } from './errors.ts'

const DEFAULT_NAMESPACE = 'com.amazonaws.dynamodb.v20120810'
const NAMESPACES: Record<string, string> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
}

export const PROTOCOL: JsonProtocol = {
  service: 'DynamoDB',
  target: 'DynamoDB_20120810',
  version: '1.0',
  maxRequestBytes: 16 * 1024 * 1024,
  internalError: asAwsError,
  errorBody,
  headers: (body) => ({ 'x-amzn-requestid': newRequestId(), 'x-amz-crc32': String(crc32(body)) }),
}

function errorBody({ name, message, details }: AwsError): object {
  const member = name === 'TransactionCanceledException' ? 'Message' : 'message'
  return { __type: `${NAMESPACES[name] ?? DEFAULT_NAMESPACE}#${name}`, [member]: message, ...details }
}

/** 52 capitals and digits, as DynamoDB's are. Node draws the randomness of UUIDs in advance, many at a time. */
export function newRequestId(): string {
  return (randomUUID() + randomUUID()).replaceAll('-', '').slice(0, 52).toUpperCase()
}
