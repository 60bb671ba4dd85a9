import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js'
import type { StageStack } from './stage-stack.ts'

/** The topic that every alarm of a stage goes to; the course-enrollment stack makes it. */
export const ALARM_TOPIC = 'course-enrollment-alarms'

export interface AlarmOptions {
  name: string
  /** What has happened and where the runbook goes on. */
  description: string
  namespace: string
  metric: string
  dimensions: Record<string, string>
}

/** Rings when a metric that should stay at zero does not, within five minutes; tells when it is well again. */
export function alarm(stack: StageStack, id: string, options: AlarmOptions): void {
  const topic = stack.arnOf('sns', stack.nameOf(ALARM_TOPIC))
  new CloudwatchMetricAlarm(stack, id, {
    alarmName: stack.nameOf(options.name),
    alarmDescription: options.description,
    namespace: options.namespace,
    metricName: options.metric,
    dimensions: options.dimensions,
    statistic: 'Sum',
    period: 300,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    // No executions, no metric: that is not a fault.
    treatMissingData: 'notBreaching',
    alarmActions: [topic],
    okActions: [topic],
  })
}
