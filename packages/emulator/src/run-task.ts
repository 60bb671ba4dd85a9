import type { DynamoDb } from './dynamodb/dynamodb.ts'
import { runDynamoDbTask } from './dynamodb/task.ts'
import type { RunTask } from './executions/live-execution.ts'
import { taskStartId } from './executions/task-start-id.ts'
import { traceHeaderOf } from './executions/trace-header.ts'
import type { Functions } from './lambda/functions-api.ts'
import { runLambdaTask } from './lambda/task.ts'
import type { StepFunctionsContext } from './step-functions/operation.ts'
import { runSendTask } from './step-functions/send-task.ts'
import { runStartExecutionTask } from './step-functions/start-execution-task.ts'

export interface TaskServices {
  functions: Functions
  dynamodb: DynamoDb
  /** Known once tasks run: executions call Step Functions, which runs the executions. */
  stepFunctions(): StepFunctionsContext
}

/** By the Resource of the Task. What else there is has been refused with the definition. */
export function createTaskRunner({ functions, dynamodb, stepFunctions }: TaskServices): RunTask {
  return ({ task, resource, input }, start, signal) => {
    const service = /:states:::(?:aws-sdk:)?(\w+):/.exec(resource)?.[1]
    if (service === 'dynamodb') return runDynamoDbTask(dynamodb, resource, input, signal)
    if (service === 'states') return runStartExecutionTask(stepFunctions(), input, taskStartId(start, task))
    if (service === 'sfn') return runSendTask(stepFunctions(), resource, input)
    return runLambdaTask(functions, resource, input, { traceHeader: traceHeaderOf(start), signal })
  }
}
