import type { DynamoDb } from './dynamodb/dynamodb.ts'
import { runDynamoDbTask } from './dynamodb/task.ts'
import type { RunTask } from './executions/live-execution.ts'
import type { Functions } from './lambda/functions-api.ts'
import { runLambdaTask } from './lambda/task.ts'

/** By the Resource of the Task. What else there is has been refused with the definition. */
export function createTaskRunner(functions: Functions, dynamodb: DynamoDb): RunTask {
  return ({ resource, input }, traceHeader, signal) =>
    /:states:::(aws-sdk:)?dynamodb:/.test(resource)
      ? runDynamoDbTask(dynamodb, resource, input)
      : runLambdaTask(functions, resource, input, { traceHeader, signal })
}
