/** An error of the CloudWatch Logs API. `name` is AWS's error code. */
export class LogsError extends Error {
  readonly statusCode: number

  constructor(code: string, message: string, statusCode = 400) {
    super(message)
    this.name = code
    this.statusCode = statusCode
  }
}

export function invalidParameter(message: string): LogsError {
  return new LogsError('InvalidParameterException', message)
}

export function noSuchGroup(): LogsError {
  return new LogsError('ResourceNotFoundException', 'The specified log group does not exist.')
}

export function noSuchStream(): LogsError {
  return new LogsError('ResourceNotFoundException', 'The specified log stream does not exist.')
}
