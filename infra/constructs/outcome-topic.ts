import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js'
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js'
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js'
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js'
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js'
import { policyOf, trustOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'
import { undeliveredQueue } from './undelivered-queue.ts'

/**
 * How an execution ended, by what its status event says. The event carries the output as a text, which a pattern can
 * match and no transformer can parse: hence one rule for each outcome, and a message without the course.
 */
export const outcomes = {
  enrolled: { status: ['SUCCEEDED'], output: [{ wildcard: '*"status":"ENROLLED"*' }] },
  cancelled: { status: ['SUCCEEDED'], output: [{ wildcard: '*"status":"CANCELLED"*' }] },
  failed: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
} as const

interface OutcomeTopicOptions {
  stateMachineArn: string
  keyArn: string
}

/** Publishes each outcome to a topic: the execution, its status and the outcome, and nothing that names a student. */
export function outcomeTopic(stack: StageStack, { stateMachineArn, keyArn }: OutcomeTopicOptions): void {
  const topic = new SnsTopic(stack, 'outcomes', {
    name: stack.nameOf('course-enrollment-outcomes'),
    kmsMasterKeyId: keyArn,
  })
  const ruleName = (outcome: string) => stack.nameOf(`course-enrollment-${outcome}`)
  const ruleArns = Object.keys(outcomes).map((outcome) => stack.arnOf('events', `rule/${ruleName(outcome)}`))
  const role = publisherRole(stack, { ruleArns, topicArn: topic.arn, keyArn })
  const queueArn = undeliveredQueue(stack, { ruleArns, keyArn })
  for (const [outcome, detail] of Object.entries(outcomes)) {
    const rule = new CloudwatchEventRule(stack, `outcome-${outcome}`, {
      name: ruleName(outcome),
      description: `Executions that ended ${outcome}`,
      eventPattern: JSON.stringify({
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [stateMachineArn], ...detail },
      }),
    })
    new CloudwatchEventTarget(stack, `outcome-${outcome}-target`, {
      rule: rule.name,
      targetId: 'topic',
      arn: topic.arn,
      roleArn: role.arn,
      deadLetterConfig: { arn: queueArn },
      inputTransformer: {
        inputPaths: { execution: '$.detail.executionArn', status: '$.detail.status' },
        inputTemplate: `{"execution": <execution>, "status": <status>, "outcome": "${outcome.toUpperCase()}"}`,
      },
    })
  }
  stack.output('outcome_topic', topic.arn)
}

/**
 * A role rather than a topic policy: for an encrypted topic EventBridge supports no condition on the rule otherwise.
 */
function publisherRole(stack: StageStack, options: { ruleArns: string[]; topicArn: string; keyArn: string }): IamRole {
  const role = new IamRole(stack, 'outcomes-role', {
    name: stack.nameOf('course-enrollment-outcomes'),
    description: 'Publishes outcomes of executions',
    assumeRolePolicy: trustOf('events.amazonaws.com', { arn: options.ruleArns, account: stack.account }),
  })
  new IamRolePolicy(stack, 'outcomes-role-policy', {
    name: 'publish',
    role: role.name,
    policy: policyOf([
      { Sid: 'Publish', Action: ['sns:Publish'], Resource: options.topicArn },
      { Sid: 'EncryptMessages', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: options.keyArn },
    ]),
  })
  return role
}
