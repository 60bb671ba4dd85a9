import { setTimeout as sleep } from 'node:timers/promises'
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { courseKey, DEFAULT_COURSE, type Item, table } from 'records'

export const STATE_MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:course-enrollment'
export const ARTICLE = { Name: 'Alison', Email: 'alison@example.com', Payment: 'Done' }

/** Starts an execution with the text as it is, and waits for its end. */
export async function runText(sfn: SFNClient, input: string): Promise<DescribeExecutionCommandOutput> {
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, input }))
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    if (execution.status !== 'RUNNING') return execution
    await sleep(20)
  }
}

/** What an enrollment with this request answers; fails unless it succeeded. */
export async function outcome(sfn: SFNClient, request: unknown): Promise<{ status: string; [key: string]: unknown }> {
  const { status, output, error, cause } = await runText(sfn, JSON.stringify(request))
  if (status !== 'SUCCEEDED' || output === undefined) throw new Error(`The execution ${status}: ${error} ${cause}`)
  return JSON.parse(output)
}

/** `CODE`s of a cancelled enrollment, in order. */
export async function reasons(sfn: SFNClient, request: unknown): Promise<string[]> {
  const answer = await outcome(sfn, request)
  if (answer.status !== 'CANCELLED') throw new Error(`Not cancelled: ${JSON.stringify(answer)}`)
  return (answer.reasons as { code: string }[]).map(({ code }) => code)
}

export async function historyOf(sfn: SFNClient, executionArn: string | undefined): Promise<HistoryEvent[]> {
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }))
  return events
}

export async function seatsTaken(dynamodb: DynamoDBClient, course = DEFAULT_COURSE): Promise<number> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({
      TableName: table.name,
      Key: courseKey(course),
      ConsistentRead: true,
    }),
  )
  return Number(Item?.seatsTaken?.N)
}

export async function putItem(dynamodb: DynamoDBClient, item: Item): Promise<void> {
  await dynamodb.send(new PutItemCommand({ TableName: table.name, Item: item }))
}
