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
  ],
  /** Step Functions API reference, "Common errors", in the names of the optimised integration and of the SDK's. */
  stepFunctions: ['StepFunctions.ThrottlingException', 'StepFunctions.SdkClientException'],
  sfn: ['Sfn.ThrottlingException', 'Sfn.SdkClientException'],
} as const

/** The error of a cancelled transaction, whatever the reason. */
export const TRANSACTION_CANCELLED = 'DynamoDb.TransactionCanceledException'
/** The errors of a write by itself: its condition does not hold; a transaction is writing the same item. */
export const CONDITION_FAILED = 'DynamoDb.ConditionalCheckFailedException'
const TRANSACTION_CONFLICT = 'DynamoDb.TransactionConflictException'

/** The error of a task that was not answered in time. */
export const TIMED_OUT = 'States.Timeout'

/** The error of validate-details if FindRecords received only some of the records. */
export const RECORDS_INCOMPLETE = 'RecordsIncomplete'

/** The errors of a callback whose task has ended or never was. */
export const TOKEN_GONE = ['Sfn.TaskTimedOutException', 'Sfn.TaskDoesNotExistException', 'Sfn.InvalidTokenException']

const backoff = { IntervalSeconds: 1, BackoffRate: 2, MaxDelaySeconds: 20, JitterStrategy: 'FULL' } as const

/** Retriers of a Lambda task; `ownErrors` are the transient ones that its manifest declares. */
export function lambdaRetriers(ownErrors: readonly string[]): Retrier[] {
  return [
    { ErrorEquals: [...transientErrors.lambdaService, ...ownErrors], MaxAttempts: 6, ...backoff },
    { ErrorEquals: [...transientErrors.lambdaEnvironment], MaxAttempts: 2, ...backoff },
  ]
}

/** Retriers of a read or a transaction. */
export function dynamoDbRetriers(): Retrier[] {
  return [{ ErrorEquals: [...transientErrors.dynamoDb, TIMED_OUT], MaxAttempts: 6, ...backoff }]
}

/** Retriers of a write of one item. */
export function writeRetriers(): Retrier[] {
  return [{ ErrorEquals: [...transientErrors.dynamoDb, TRANSACTION_CONFLICT, TIMED_OUT], MaxAttempts: 6, ...backoff }]
}

/** Retriers of a write after which the task waits: that it is not answered in time is no error. */
export function waitRetriers(): Retrier[] {
  return [{ ErrorEquals: [...transientErrors.dynamoDb, TRANSACTION_CONFLICT], MaxAttempts: 6, ...backoff }]
}

export function startExecutionRetriers(): Retrier[] {
  return [{ ErrorEquals: [...transientErrors.stepFunctions, TIMED_OUT], MaxAttempts: 6, ...backoff }]
}

export function callbackRetriers(): Retrier[] {
  return [{ ErrorEquals: [...transientErrors.sfn, TIMED_OUT], MaxAttempts: 6, ...backoff }]
}
