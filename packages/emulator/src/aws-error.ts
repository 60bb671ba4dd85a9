/** An error of the AWS API: `name` is its code on the wire. Everything else that is thrown is a bug and answered as InternalFailure. */
export class AwsError extends Error {
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = code
    this.status = status
  }
}
