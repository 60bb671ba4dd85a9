import type { Retrier } from 'asl'

/**
 * Transient errors, by the service that reports them. Nothing else is retried, and what is left after
 * the last attempt is not caught: the failing state fails the execution, so that a redrive resumes exactly there.
 */
const transientErrors = {
  /**
   * The service refused the call: the function did not run. Step Functions guide, "Handle transient Lambda service
   * exceptions".
   */
  lambdaService: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
    'Lambda.ClientExecutionTimeoutException',
  ],
  /** The function ran and its environment was lost: out of time, crashed. All tasks of this workflow can run twice. */
  lambdaEnvironment: [
    'Sandbox.Timedout',
    'Runtime.ExitError',
    'Runtime.OutOfMemory',
    'Lambda.Unknown',
    'States.Timeout',
  ],
  /** DynamoDB API reference, "Error handling", in the names of the SDK integration. */
  dynamoDb: [
    'DynamoDb.InternalServerErrorException',
    'DynamoDb.ProvisionedThroughputExceededException',
    'DynamoDb.RequestLimitExceededException',
    'DynamoDb.SdkClientException',
    'DynamoDb.ThrottlingException',
    'DynamoDb.TransactionInProgressException',
    'States.Timeout',
  ],
} as const

/** The error of a cancelled transaction, whatever the reason. */
export const TRANSACTION_CANCELLED = 'DynamoDb.TransactionCanceledException'

/** The error of validate-details if FindRecords received only some of the records. */
export const RECORDS_INCOMPLETE = 'RecordsIncomplete'

const backoff = { IntervalSeconds: 1, BackoffRate: 2, MaxDelaySeconds: 20, JitterStrategy: 'FULL' } as const

/** Retriers of a Lambda task; `ownErrors` are the transient ones that its manifest declares. */
export function lambdaRetriers(ownErrors: readonly string[]): Retrier[] {
  return [
    { ErrorEquals: [...transientErrors.lambdaService, ...ownErrors], MaxAttempts: 6, ...backoff },
    { ErrorEquals: [...transientErrors.lambdaEnvironment], MaxAttempts: 2, ...backoff },
  ]
}

export function dynamoDbRetriers(): Retrier[] {
  return [{ ErrorEquals: [...transientErrors.dynamoDb], MaxAttempts: 6, ...backoff }]
}
