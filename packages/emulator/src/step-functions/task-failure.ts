import { randomUUID } from 'node:crypto'
import { ArgumentError } from '../argument-error.ts'
import { AwsError } from '../aws-error.ts'
import type { TaskOutcome } from '../service.ts'

/** How a task ends whose call threw. Rethrows what is no answer of the service. */
export function failureOf(error: unknown, ofService: (error: AwsError) => TaskOutcome): TaskOutcome {
  if (error instanceof ArgumentError) return { error: 'States.Runtime', cause: error.message }
  if (error instanceof AwsError) return ofService(error)
  throw error
}

/**
 * `states:*`: `StepFunctions.ExecutionAlreadyExistsException`, as definitions that run on AWS catch it (aws-samples and
 * others). The cause is written as the optimised DynamoDB integration's: by the SDK for Java 1.
 */
export function optimisedFailure({ name, message, status }: AwsError): TaskOutcome {
  const details = `Service: AWSStepFunctions; Status Code: ${status}; Error Code: ${name}; Request ID: ${randomUUID()}; Proxy: null`
  return { error: `StepFunctions.${exceptionOf(name)}`, cause: `${message} (${details})` }
}

/**
 * `aws-sdk:sfn:*`. AWS recorded `Sfn.InvalidTokenException`, "Invalid Token: 'Invalid token' (Service: Sfn, Status Code:
 * 400, Request ID: …)" (LocalStack's snapshots of sendTaskSuccess and sendTaskFailure with no such token, April 2024). By
 * the same rule a task that has ended is `Sfn.TaskTimedOutException`: "Task Timed Out" is SendTaskSuccess's own text.
 */
export function sdkFailure({ name, message, status }: AwsError): TaskOutcome {
  const details = `Service: Sfn, Status Code: ${status}, Request ID: ${randomUUID()}`
  return { error: `Sfn.${exceptionOf(name)}`, cause: `${message} (${details})` }
}

/** Both name an error after its class in the SDK for Java, which ends in Exception whatever the code on the wire. */
function exceptionOf(code: string): string {
  return code.endsWith('Exception') ? code : `${code}Exception`
}
