import { AwsError } from '../aws-error.ts'

/** One entry per item of a cancelled transaction, in the order of the request. */
export interface CancellationReason {
  Code: string
  Message?: string
  Item?: Record<string, unknown>
}

export const validationError = (message: string) => new AwsError('ValidationException', message)

export function transactionCanceled(reasons: CancellationReason[]): AwsError {
  const codes = reasons.map((reason) => reason.Code).join(', ')
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`
  return new AwsError('TransactionCanceledException', message, { details: { CancellationReasons: reasons } })
}

/** What dynalite hands to its callbacks: `body.__type` is `prefix#Code`, the text is `message` or `Message`. */
interface DynaliteError {
  statusCode: number
  body: { __type: string; message?: string; Message?: string }
}

/** Anything that is no error of the API is a fault of ours: 500, and its text stays inside. */
export function asAwsError(cause: unknown): AwsError {
  if (cause instanceof AwsError) return cause
  if (!isDynaliteError(cause))
    return new AwsError('InternalServerError', 'Internal server error', { status: 500, cause })
  const { __type, message, Message } = cause.body
  return new AwsError(__type.slice(__type.indexOf('#') + 1), message ?? Message ?? '', { status: cause.statusCode })
}

function isDynaliteError(cause: unknown): cause is DynaliteError {
  return cause instanceof Error && 'statusCode' in cause && 'body' in cause
}
