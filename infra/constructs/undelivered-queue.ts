import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js'
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js'
import { alarm } from './alarm.ts'
import { undeliveredAlarm } from './alarms.ts'
import { policyOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'

/** SQS keeps a message for at most two weeks. */
const RETENTION_SECONDS = 14 * 24 * 3600

/** The dead-letter queue of outcomes that EventBridge could not publish, with its alarm. Answers with its ARN. */
export function undeliveredQueue(stack: StageStack, options: { ruleArns: string[]; keyArn: string }): string {
  const name = stack.nameOf('course-enrollment-undelivered')
  const queue = new SqsQueue(stack, 'undelivered', {
    name,
    messageRetentionSeconds: RETENTION_SECONDS,
    kmsMasterKeyId: options.keyArn,
  })
  new SqsQueuePolicy(stack, 'undelivered-policy', {
    queueUrl: queue.url,
    policy: policyOf([
      {
        Sid: 'OutcomesOfThisStage',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['sqs:SendMessage'],
        Resource: queue.arn,
        Condition: { ArnEquals: { 'aws:SourceArn': options.ruleArns } },
      },
    ]),
  })
  const { id, ...settings } = undeliveredAlarm(name)
  alarm(stack, id, settings)
  stack.output('undelivered_queue', queue.url)
  return queue.arn
}
