import { AwsError } from '../aws-error.ts'

/** Errors of the Lambda API. What a function does wrong is no error of the API but a payload. */
export const functionNotFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, { status: 404 })
export const aliasNotFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Cannot find alias arn: ${arn}`, { status: 404 })
export const invalidParameter = (message: string) => new AwsError('InvalidParameterValueException', message)
export const invalidRequestContent = (message: string) => new AwsError('InvalidRequestContentException', message)
export const requestTooLarge = (message: string) => new AwsError('RequestTooLargeException', message, { status: 413 })
export const tooManyRequests = () =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    details: { Reason: 'ConcurrentInvocationLimitExceeded' },
  })
export const validationException = (message: string) =>
  new AwsError('ValidationException', `1 validation error detected: ${message}`)
