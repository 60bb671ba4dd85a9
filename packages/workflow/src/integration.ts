/** The Resource of a task that calls DynamoDB directly. China and GovCloud are partitions of their own. */
export function dynamoDbTask(operation: string, partition: string): string {
  return `arn:${partition}:states:::aws-sdk:dynamodb:${operation}`
}
