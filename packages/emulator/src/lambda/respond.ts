import { AwsError } from '../aws-error.ts'
import type { ServiceResponse } from '../service.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

export function respond(output: object): ServiceResponse {
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(output) }
}

export function respondWithError(cause: unknown): ServiceResponse {
  const error = cause instanceof AwsError ? cause : internalError()
  const { name, message, status, details } = error
  const Type = status < 500 ? 'User' : 'Service'
  // As AWS spells it in these two, and in no other.
  const member = name === 'ResourceNotFoundException' || name === 'ServiceException' ? 'Message' : 'message'
  const body = JSON.stringify({ Type, [member]: message, ...details })
  return { status, headers: { ...JSON_TYPE, 'x-amzn-errortype': name }, body }
}

function internalError(): AwsError {
  return new AwsError('ServiceException', 'Internal failure', { status: 500 })
}
