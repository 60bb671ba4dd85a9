/** An error of the Lambda API (not of a function: those are payloads). `name` is AWS's error code. */
export class LambdaError extends Error {
  readonly statusCode: number
  /** Further members of the body, as in `Reason`. */
  readonly details: Record<string, string>

  constructor(code: string, message: string, statusCode: number, details: Record<string, string> = {}) {
    super(message)
    this.name = code
    this.statusCode = statusCode
    this.details = details
  }
}

export function functionNotFound(arn: string): LambdaError {
  return new LambdaError('ResourceNotFoundException', `Function not found: ${arn}`, 404)
}

export function invalidParameter(message: string): LambdaError {
  return new LambdaError('InvalidParameterValueException', message, 400)
}

export function invalidRequestContent(message: string): LambdaError {
  return new LambdaError('InvalidRequestContentException', message, 400)
}

export function tooManyRequests(): LambdaError {
  return new LambdaError('TooManyRequestsException', 'Rate Exceeded.', 429, {
    Reason: 'ConcurrentInvocationLimitExceeded',
  })
}
