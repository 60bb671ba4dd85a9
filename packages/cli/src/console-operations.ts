import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  DeleteItemCommand,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { InvokeCommand } from '@aws-sdk/client-lambda'
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { checks } from 'workflow'
import { Failure } from './failure.ts'
import type { Target } from './target.ts'

export interface Operation {
  /** Whether it changes anything. */
  writes: boolean
  /** The input is the request's body unchanged: AWS validates it. */
  send: (input: never) => Promise<object>
}

/** Every operation that the console may call in an account, by X-Amz-Target. Any other is refused. */
export function consoleOperations({ sfn, dynamodb, tableName, config }: Target): ReadonlyMap<string, Operation> {
  const logs = new CloudWatchLogsClient(config)
  const reads: [string, Operation['send']][] = [
    ['AWSStepFunctions.ListStateMachines', (input) => sfn.send(new ListStateMachinesCommand(input))],
    ['AWSStepFunctions.ListStateMachineAliases', (input) => sfn.send(new ListStateMachineAliasesCommand(input))],
    ['AWSStepFunctions.DescribeStateMachine', (input) => sfn.send(new DescribeStateMachineCommand(input))],
    [
      'AWSStepFunctions.DescribeStateMachineForExecution',
      (input) => sfn.send(new DescribeStateMachineForExecutionCommand(input)),
    ],
    ['AWSStepFunctions.ListExecutions', (input) => sfn.send(new ListExecutionsCommand(input))],
    ['AWSStepFunctions.DescribeExecution', (input) => sfn.send(new DescribeExecutionCommand(input))],
    ['AWSStepFunctions.GetExecutionHistory', (input) => sfn.send(new GetExecutionHistoryCommand(input))],
    ['DynamoDB_20120810.GetItem', (input) => dynamodb.send(new GetItemCommand(input))],
    ['DynamoDB_20120810.Query', (input) => dynamodb.send(new QueryCommand(input))],
    ['DynamoDB_20120810.Scan', (input) => dynamodb.send(new ScanCommand(input))],
    ['Logs_20140328.FilterLogEvents', (input) => logs.send(new FilterLogEventsCommand(input))],
  ]
  const ofTable = <T extends { TableName?: string }>(input: T): T => {
    if (input.TableName === tableName) return input
    throw new Failure(`The console changes only the table ${tableName}.`)
  }
  // No PutItem: what the console writes names the attributes that it changes.
  const writes: [string, Operation['send']][] = [
    ['DynamoDB_20120810.UpdateItem', async (input) => dynamodb.send(new UpdateItemCommand(ofTable(input)))],
    ['DynamoDB_20120810.DeleteItem', async (input) => dynamodb.send(new DeleteItemCommand(ofTable(input)))],
    ['AWSStepFunctions.StartExecution', (input) => sfn.send(new StartExecutionCommand(input))],
    ['AWSStepFunctions.StopExecution', (input) => sfn.send(new StopExecutionCommand(input))],
    ['AWSStepFunctions.RedriveExecution', (input) => sfn.send(new RedriveExecutionCommand(input))],
  ]
  return new Map([
    ...reads.map(([name, send]): [string, Operation] => [name, { writes: false, send }]),
    ...writes.map(([name, send]): [string, Operation] => [name, { writes: true, send }]),
  ])
}

/** Has one of the checks look at a student's details before they are kept, as in an execution. No other function is called. */
export async function invokeCheck({ lambda, functionName }: Target, name: string, body: Buffer): Promise<string> {
  if (!Object.values(checks).some((check) => functionName(check.name) === name)) {
    throw new Failure('The console calls only the functions that check the fields of a request.')
  }
  const { Payload, FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: name, Payload: body }))
  if (FunctionError !== undefined) throw new Failure(`${name} failed: ${FunctionError}. Its log says why.`)
  return Payload?.transformToString() ?? ''
}
