/** The Resource of a task that calls DynamoDB directly. China and GovCloud are partitions of their own. */
export function dynamoDbTask(operation: string, partition = 'aws'): string {
  return `arn:${partition}:states:::aws-sdk:dynamodb:${operation}`
}

/** The Resource of a task that starts an execution, and does not wait for its end. */
export function startExecutionTask(partition = 'aws'): string {
  return `arn:${partition}:states:::states:startExecution`
}

/** The Resource of a task that ends the wait of another execution. */
export function sendTaskSuccessTask(partition = 'aws'): string {
  return `arn:${partition}:states:::aws-sdk:sfn:sendTaskSuccess`
}
