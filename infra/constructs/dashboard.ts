import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js'
import { lambdas } from 'workflow'
import { outcomes } from './outcome-topic.ts'
import type { StageStack } from './stage-stack.ts'

/** [namespace, metric, dimension, value]: one line of a graph. */
type Metric = readonly [string, string, string, string]

/** The first page to look at: requests, outcomes, durations and errors. */
export function dashboard(stack: StageStack, options: { stateMachineArn: string; tableName: string }): void {
  const machine = (name: string): Metric => ['AWS/States', name, 'StateMachineArn', options.stateMachineArn]
  const functions = (name: string) =>
    lambdas.map((manifest): Metric => ['AWS/Lambda', name, 'FunctionName', stack.nameOf(manifest.name)])
  const rules = Object.keys(outcomes).map(
    (outcome): Metric => ['AWS/Events', 'MatchedEvents', 'RuleName', stack.nameOf(`course-enrollment-${outcome}`)],
  )
  const graphs = [
    graph(stack, 'Executions', 'Sum', ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed'].map(machine)),
    graph(stack, 'Outcomes', 'Sum', rules),
    graph(stack, 'Execution time, p95', 'p95', [machine('ExecutionTime')]),
    graph(stack, 'Timed out, throttled, aborted', 'Sum', [
      ...['ExecutionsTimedOut', 'ExecutionThrottled', 'ExecutionsAborted'].map(machine),
    ]),
    graph(stack, 'Function errors', 'Sum', functions('Errors')),
    graph(stack, 'Function duration, p95', 'p95', functions('Duration')),
    graph(stack, 'Function throttles', 'Sum', functions('Throttles')),
    graph(stack, 'Transaction conflicts', 'Sum', [
      ['AWS/DynamoDB', 'TransactionConflict', 'TableName', options.tableName],
    ]),
  ]
  new CloudwatchDashboard(stack, 'dashboard', {
    dashboardName: stack.nameOf('course-enrollment'),
    dashboardBody: JSON.stringify({
      widgets: graphs.map((properties, index) => ({
        type: 'metric',
        x: (index % 2) * 12,
        y: Math.floor(index / 2) * 6,
        width: 12,
        height: 6,
        properties,
      })),
    }),
  })
}

function graph(stack: StageStack, title: string, stat: string, metrics: readonly Metric[]) {
  return { title, view: 'timeSeries', region: stack.region, stat, period: 300, metrics }
}
