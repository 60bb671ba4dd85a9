import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js'
import type { StageStack } from './stage-stack.ts'

/** The topic that every alarm of a stage goes to; the course-enrollment stack makes it. */
export const ALARM_TOPIC = 'course-enrollment-alarms'

export interface AlarmOptions {
  /** Without the stage. */
  name: string
  /** What has happened. */
  description: string
  namespace: string
  metric: string
  dimensions: Record<string, string>
  statistic?: 'Sum' | 'Maximum'
  /** The value from which on it fires; 1 where left out. */
  threshold?: number
}

/** Fires when a metric reaches its threshold within five minutes, and reports when it is below again. */
export function alarm(stack: StageStack, id: string, options: AlarmOptions): void {
  const topic = stack.arnOf('sns', stack.nameOf(ALARM_TOPIC))
  new CloudwatchMetricAlarm(stack, id, {
    alarmName: stack.nameOf(options.name),
    alarmDescription: `${options.description} Runbook: "Read the alarms".`,
    namespace: options.namespace,
    metricName: options.metric,
    dimensions: options.dimensions,
    statistic: options.statistic ?? 'Sum',
    period: 300,
    evaluationPeriods: 1,
    threshold: options.threshold ?? 1,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    // No executions, no metric: that is not a fault.
    treatMissingData: 'notBreaching',
    alarmActions: [topic],
    okActions: [topic],
  })
}
