import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
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
import type { Target } from './target.ts'

export interface Operation {
  /** Whether it changes anything. */
  writes: boolean
  /** The input is the request's body unchanged: AWS validates it. */
  send: (input: never) => Promise<object>
}

/** Every operation that the console may call in an account, by X-Amz-Target. Any other is refused. */
export function consoleOperations({ sfn, dynamodb, config }: Target): ReadonlyMap<string, Operation> {
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
  const writes: [string, Operation['send']][] = [
    ['AWSStepFunctions.StartExecution', (input) => sfn.send(new StartExecutionCommand(input))],
    ['AWSStepFunctions.StopExecution', (input) => sfn.send(new StopExecutionCommand(input))],
    ['AWSStepFunctions.RedriveExecution', (input) => sfn.send(new RedriveExecutionCommand(input))],
  ]
  return new Map([
    ...reads.map(([name, send]): [string, Operation] => [name, { writes: false, send }]),
    ...writes.map(([name, send]): [string, Operation] => [name, { writes: true, send }]),
  ])
}
