import { AwsError } from '../aws-error.ts'

/** Step Functions' own errors with their texts, as the service words them. */
export const invalidArn = (why: string) => new AwsError('InvalidArn', `Invalid Arn: '${why}'`)
export const invalidRoleArn = (arn: string) => new AwsError('InvalidArn', `Invalid Role Arn: '${arn}'`)
export const invalidName = (name: string) => new AwsError('InvalidName', `Invalid Name: '${name}'`)
export const invalidToken = () => new AwsError('InvalidToken', "Invalid Token: 'Invalid token'")
export const invalidExecutionInput = (why: string) =>
  new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`)
export const invalidOutput = (why: string) => new AwsError('InvalidOutput', `Invalid Output: '${why}'`)
export const validationException = (message: string) => new AwsError('ValidationException', message)
export const conflictException = (message: string) => new AwsError('ConflictException', message)
export const stateMachineDoesNotExist = (arn: string) =>
  new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`)
export const stateMachineAlreadyExists = (arn: string) =>
  new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`)
export const stateMachineDeleting = (arn: string) =>
  new AwsError('StateMachineDeleting', `State Machine is being deleted: '${arn}'`)
export const executionDoesNotExist = (arn: string) =>
  new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
export const executionAlreadyExists = (arn: string) =>
  new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`)
export const executionNotRedrivable = (why: string) => new AwsError('ExecutionNotRedrivable', why)
export const typeNotSupported = () =>
  new AwsError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine')
export const resourceNotFound = (arn: string) => new AwsError('ResourceNotFound', `Resource not found: '${arn}'`)
export const aliasNotFound = () =>
  new AwsError('ResourceNotFound', 'Request references a resource that does not exist.')
export const tooManyTags = (arn: string) => new AwsError('TooManyTags', `A resource can have 50 tags at most: '${arn}'`)
export const taskTimedOut = () => new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
export const quotaExceeded = (message: string) => new AwsError('ServiceQuotaExceededException', message)
