import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js'
import { DataAwsCloudwatchLogGroups } from '@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups/index.js'
import type { StageStack } from './stage-stack.ts'

/**
 * A log group that is kept for as long as the stage says. One that outlives a destroy is adopted by the next deploy,
 * which could not create it a second time.
 */
export function logGroup(stack: StageStack, id: string, { name, kmsKeyId }: { name: string; kmsKeyId?: string }) {
  const { retentionDays, keepAfterDestroy } = stack.settings.logs
  if (keepAfterDestroy) {
    const existing = new DataAwsCloudwatchLogGroups(stack, `${id}-existing`, { logGroupNamePrefix: name })
    stack.adopt({
      to: `aws_cloudwatch_log_group.${id}`,
      id: name,
      when: `contains(data.aws_cloudwatch_log_groups.${existing.friendlyUniqueId}.log_group_names, "${name}")`,
    })
  }
  return new CloudwatchLogGroup(stack, id, {
    name,
    retentionInDays: retentionDays,
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    skipDestroy: keepAfterDestroy,
  })
}
