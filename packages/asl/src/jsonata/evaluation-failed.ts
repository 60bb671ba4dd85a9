import { UnsupportedResult } from './result.ts'

/** A field's expression failed. The message is AWS's, without the sentence that names the state. */
export class EvaluationFailed extends Error {
  override readonly name: string = 'EvaluationFailed'
  /** The field as AWS reports it, e.g. `Output/result`; absent where AWS reports none. */
  readonly field: string | undefined
  /** Overrides what the event that records it is linked to. */
  previousEventId: number | undefined

  constructor(message: string, field?: string) {
    super(message)
    this.field = field
  }

  static nothing(source: string, field: string): EvaluationFailed {
    return new EvaluationFailed(`${subject(source, field)} returned nothing (undefined).`, field)
  }

  static thrown(source: string, field: string, error: unknown): EvaluationFailed {
    const what = subject(source, field)
    if (error instanceof UnsupportedResult) {
      return new EvaluationFailed(`${what} returned an unsupported result type.`, field)
    }
    return new EvaluationFailed(`${what} threw ${reason(error)}`, field)
  }

  static wrongType(source: string, field: string, expected: string, value: unknown): EvaluationFailed {
    const was = `Expected '${expected}', but was '${jsonType(value)}' for value: ${JSON.stringify(value)}`
    return new EvaluationFailed(`${subject(source, field)} returned an unexpected result type. ${was}`, field)
  }
}

/** The expression gave a value of the right type that the field does not take. */
export class InvalidValue extends EvaluationFailed {
  override readonly name = 'InvalidValue'
}

function subject(source: string, field: string): string {
  return `The JSONata expression '${source}' specified for the field '${field}'`
}

/** AWS's own words for the bounds that it puts on an evaluation. */
const BOUNDS: Readonly<Record<string, string>> = {
  D1011: 'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.',
  D1012: 'Expression evaluation timeout: Check for infinite loop',
  D2015: 'Expression evaluation memory limit exceeded: Check for excessive memory usage',
}

function reason(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') {
    return 'an internal error during evaluation.'
  }
  const bound = BOUNDS[error.code]
  if (bound !== undefined) return `an error during evaluation: ${bound}`
  const message = 'message' in error ? String(error.message) : ''
  return `an error during evaluation. ${error.code}: ${message}`
}

export function jsonType(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
