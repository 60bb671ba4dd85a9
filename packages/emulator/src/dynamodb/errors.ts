/** One entry per item of a cancelled transaction, in the order of the request. */
export interface CancellationReason {
  Code: string
  Message?: string
  Item?: Record<string, unknown>
}

/** `item` is what stood in the table (ReturnValuesOnConditionCheckFailure: ALL_OLD). */
export interface DynamoDbErrorDetails {
  cancellationReasons?: CancellationReason[]
  item?: Record<string, unknown>
  statusCode?: number
}

/** An error of the DynamoDB API. `name` is AWS's error code, as in `ConditionalCheckFailedException`. */
export class DynamoDbError extends Error {
  readonly statusCode: number
  readonly cancellationReasons: CancellationReason[] | undefined
  readonly item: Record<string, unknown> | undefined

  constructor(code: string, message: string, details: DynamoDbErrorDetails = {}) {
    super(message)
    this.name = code
    this.statusCode = details.statusCode ?? 400
    this.cancellationReasons = details.cancellationReasons
    this.item = details.item
  }
}

export function validationError(message: string): DynamoDbError {
  return new DynamoDbError('ValidationException', message)
}

export function transactionCanceled(reasons: CancellationReason[]): DynamoDbError {
  const codes = reasons.map((reason) => reason.Code).join(', ')
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`
  return new DynamoDbError('TransactionCanceledException', message, { cancellationReasons: reasons })
}

/** What dynalite hands to its callbacks: `body.__type` is `prefix#Code`, the text is `message` or `Message`. */
interface DynaliteError {
  statusCode: number
  body: { __type: string; message?: string; Message?: string }
}

/** Anything that is no error of the API is a fault of ours: 500, and its text stays inside. */
export function asDynamoDbError(cause: unknown): DynamoDbError {
  if (cause instanceof DynamoDbError) return cause
  if (isDynaliteError(cause)) {
    const { __type, message, Message } = cause.body
    return new DynamoDbError(__type.slice(__type.indexOf('#') + 1), message ?? Message ?? '', {
      statusCode: cause.statusCode,
    })
  }
  const error = new DynamoDbError('InternalServerError', 'Internal server error', { statusCode: 500 })
  error.cause = cause
  return error
}

function isDynaliteError(cause: unknown): cause is DynaliteError {
  return cause instanceof Error && 'statusCode' in cause && 'body' in cause
}
