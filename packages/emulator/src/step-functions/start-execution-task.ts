import { randomUUID } from 'node:crypto'
import { ArgumentError } from '../argument-error.ts'
import { AwsError } from '../aws-error.ts'
import { sdkMetadata } from '../sdk-metadata.ts'
import { parse } from '../server/shapes.ts'
import type { TaskOutcome } from '../service.ts'
import type { StepFunctionsContext } from './operation.ts'
import { start, startRequest } from './operations/start-execution.ts'
import { planStart } from './start-plan.ts'
import { readTaskArguments } from './task-arguments.ts'

/** A Task of `states:startExecution`. `startId` is the same when the task runs again after a crash. */
export async function runStepFunctionsTask(
  context: StepFunctionsContext,
  input: string,
  startId: string,
): Promise<TaskOutcome> {
  try {
    return { output: await startExecution(context, input, startId) }
  } catch (error) {
    if (error instanceof ArgumentError) return { error: 'States.Runtime', cause: error.message }
    if (error instanceof AwsError) return failure(error)
    throw error
  }
}

/**
 * As AWS records it: members and headers in this order, the date in epoch milliseconds, which is how the integration
 * writes dates.
 */
async function startExecution(context: StepFunctionsContext, input: string, startId: string): Promise<string> {
  const {
    StateMachineArn,
    Name = startId,
    Input,
  } = readTaskArguments(input, {
    StateMachineArn: 'required text',
    Name: 'text',
    Input: 'json',
  })
  const request = parse(startRequest, { stateMachineArn: StateMachineArn, name: Name, input: Input })
  const plan = planStart(context, { ...request, startedBy: startId })
  const startMs = await start(context, plan)
  const requestId = randomUUID()
  const body = JSON.stringify({ executionArn: plan.arn, startDate: startMs / 1000 })
  const headers = {
    'x-amzn-RequestId': requestId,
    connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(body)),
    Date: new Date(context.clock.now()).toUTCString(),
    'Content-Type': 'application/x-amz-json-1.0',
  }
  return JSON.stringify({ ExecutionArn: plan.arn, ...sdkMetadata(headers, requestId), StartDate: startMs })
}

/**
 * An error is named after its class in the SDK for Java, which ends in Exception whatever the code on the wire:
 * `StepFunctions.ExecutionAlreadyExistsException`.
 */
function failure({ name, message, status }: AwsError): TaskOutcome {
  const exception = name.endsWith('Exception') ? name : `${name}Exception`
  const details = `Service: AWSStepFunctions; Status Code: ${status}; Error Code: ${name}; Request ID: ${randomUUID()}; Proxy: null`
  return { error: `StepFunctions.${exception}`, cause: `${message} (${details})` }
}
