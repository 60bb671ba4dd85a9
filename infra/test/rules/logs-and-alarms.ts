import type { Rule } from './rule.ts'

export const logAndAlarmRules: readonly Rule[] = [
  {
    ids: ['CKV_AWS_66', 'W86', 'WS1004'],
    asks: 'a retention',
    of: ['aws_cloudwatch_log_group'],
    met: ({ at }) => Number(at('retention_in_days')) > 0,
  },
  {
    ids: ['CKV_AWS_338', 'CloudWatch.16'],
    asks: 'a retention of a year',
    of: ['aws_cloudwatch_log_group'],
    met: ({ at }) => Number(at('retention_in_days')) >= 365,
  },
  {
    ids: ['CKV_AWS_158', 'W84', 'AVD-AWS-0017'],
    asks: 'encryption with an own key',
    of: ['aws_cloudwatch_log_group'],
    met: ({ at }) => at('kms_key_id') !== undefined,
  },
  {
    ids: ['CloudWatch.15'],
    asks: 'an alarm that somebody hears',
    of: ['aws_cloudwatch_metric_alarm'],
    met: ({ at }) => at('alarm_actions', 0) !== undefined,
  },
  {
    ids: ['CloudWatch.17'],
    asks: 'an alarm whose actions are on',
    of: ['aws_cloudwatch_metric_alarm'],
    met: ({ at }) => at('actions_enabled') !== false,
  },
]
