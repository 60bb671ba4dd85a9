import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js'
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js'
import { ALARM_TOPIC } from './alarm.ts'
import { alarmNames } from './alarms.ts'
import { policyOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'

/** The topic of a stage's alarms: subscribe to it. */
export function alarmTopic(stack: StageStack, { keyArn }: { keyArn: string }): void {
  const topic = new SnsTopic(stack, 'alarms', { name: stack.nameOf(ALARM_TOPIC), kmsMasterKeyId: keyArn })
  new SnsTopicPolicy(stack, 'alarms-policy', {
    arn: topic.arn,
    policy: policyOf([
      {
        Sid: 'AlarmsOfThisStage',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['sns:Publish'],
        Resource: topic.arn,
        Condition: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          // Each by its name: the pattern `dev-*` would admit the alarms of a stage `dev-eu` too.
          ArnEquals: {
            'aws:SourceArn': alarmNames.map((name) => stack.arnOf('cloudwatch', `alarm:${stack.nameOf(name)}`)),
          },
        },
      },
    ]),
  })
  stack.output('alarm_topic', topic.arn)
}
