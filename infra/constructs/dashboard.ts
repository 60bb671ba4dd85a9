import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js'
import { lambdas, type StateMachineName, stateMachines } from 'workflow'
import { outcomeRuleName, outcomesOf } from './outcome-topic.ts'
import type { StageStack } from './stage-stack.ts'
import { stateMachineArn } from './state-machine.ts'

/** [namespace, metric, dimension, value]: one line of a graph. */
type Metric = readonly [string, string, string, string]

/** The first page to look at: requests, outcomes, durations and errors. */
export function dashboard(stack: StageStack, options: { tableName: string }): void {
  const machine = (metric: string, name: StateMachineName): Metric => [
    'AWS/States',
    metric,
    'StateMachineArn',
    stateMachineArn(stack, name),
  ]
  const names = Object.values(stateMachines)
  const each = (...metrics: string[]) => metrics.flatMap((metric) => names.map((name) => machine(metric, name)))
  const functions = (name: string) =>
    lambdas.map((manifest): Metric => ['AWS/Lambda', name, 'FunctionName', stack.nameOf(manifest.name)])
  const rules = outcomesOf(stack.settings).map(
    (outcome): Metric => ['AWS/Events', 'MatchedEvents', 'RuleName', outcomeRuleName(stack, outcome)],
  )
  const graphs = [
    ...names.map((name) =>
      graph(
        stack,
        `Executions of ${name}`,
        'Sum',
        ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed'].map((metric) => machine(metric, name)),
      ),
    ),
    graph(stack, 'Outcomes', 'Sum', rules),
    graph(stack, 'Execution time, p95', 'p95', each('ExecutionTime')),
    graph(
      stack,
      'Timed out, throttled, aborted',
      'Sum',
      each('ExecutionsTimedOut', 'ExecutionThrottled', 'ExecutionsAborted'),
    ),
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
