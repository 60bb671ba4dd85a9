import { randomUUID } from 'node:crypto'
import { sdkMetadata } from '../sdk-metadata.ts'
import { parse } from '../server/shapes.ts'
import type { TaskOutcome } from '../service.ts'
import type { StepFunctionsContext } from './operation.ts'
import { start, startRequest } from './operations/start-execution.ts'
import { planStart } from './start-plan.ts'
import { readTaskArguments } from './task-arguments.ts'
import { failureOf, optimisedFailure } from './task-failure.ts'

/**
 * A Task of `states:startExecution`. `startId` is the same when the task runs again after a crash: it names an
 * execution that is given no name, and by it a task that runs again finds the execution that it has started.
 */
export async function runStartExecutionTask(
  context: StepFunctionsContext,
  input: string,
  startId: string,
): Promise<TaskOutcome> {
  try {
    const { StateMachineArn, Name = startId, Input } = readTaskArguments(input, ARGUMENTS)
    const request = parse(startRequest, { stateMachineArn: StateMachineArn, name: Name, input: Input })
    const plan = planStart(context, { ...request, startedBy: startId })
    return { output: resultOf(plan.arn, await start(context, plan), context.clock.now()) }
  } catch (error) {
    return failureOf(error, optimisedFailure)
  }
}

const ARGUMENTS = { StateMachineArn: 'required text', Name: 'text', Input: 'json' } as const

/**
 * Members and headers in the order in which AWS recorded them (LocalStack's snapshots of states:startExecution, June
 * 2023). StartDate is epoch milliseconds, as this integration writes dates: public measurements of `.sync` on AWS.
 */
function resultOf(executionArn: string, startMs: number, nowMs: number): string {
  const requestId = randomUUID()
  const body = JSON.stringify({ executionArn, startDate: startMs / 1000 })
  const headers = {
    'x-amzn-RequestId': requestId,
    connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(body)),
    Date: new Date(nowMs).toUTCString(),
    'Content-Type': 'application/x-amz-json-1.0',
  }
  return JSON.stringify({ ExecutionArn: executionArn, ...sdkMetadata(headers, requestId), StartDate: startMs })
}
