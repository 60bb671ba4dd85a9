export interface AwsErrorOptions extends ErrorOptions {
  /** Of HTTP. */
  status?: number
  /** Further members of the body, as in the reasons of a cancelled transaction. */
  details?: Record<string, unknown>
}

/** An error of the AWS API: `name` is its code on the wire. Everything else that is thrown is a bug. */
export class AwsError extends Error {
  readonly status: number
  readonly details: Record<string, unknown>

  constructor(code: string, message: string, { status = 400, details = {}, ...options }: AwsErrorOptions = {}) {
    super(message, options)
    this.name = code
    this.status = status
    this.details = details
  }
}
