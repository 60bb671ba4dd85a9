/**
 * The two bases of all errors that a handler throws on purpose; the question between them is whether a retry can help.
 * `name` is a wire contract (Lambda reports it, `ErrorEquals` matches it), so it is passed as a literal:
 * a class name would not survive minification.
 */
export class TransientError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = name
  }
}

export class PermanentError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = name
  }
}
