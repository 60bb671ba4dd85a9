import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js'
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js'
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js'
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js'
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js'
import { type StateMachineName, stateMachines } from 'workflow'
import type { Settings } from '../settings.ts'
import { policyOf, trustOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'
import { stateMachineArn, workflowTypeOf } from './state-machine.ts'
import { undeliveredQueue } from './undelivered-queue.ts'

/**
 * How executions end, by state machine: each status that an answer can have. What waitlist-promotion did is seen in the
 * executions that it wakes. The event carries the output as a text, which a pattern can match and no transformer can
 * parse: hence one rule for each outcome, and a message without the course.
 */
const ANSWERS = {
  [stateMachines.enrollment]: ['ENROLLED', 'AWAITING_PAYMENT', 'WAITLISTED', 'CANCELLED'],
  [stateMachines.withdrawal]: ['WITHDRAWN', 'NOT_ENROLLED'],
  [stateMachines.payment]: ['RECEIVED', 'STUDENT_UNKNOWN'],
} as const satisfies Partial<Record<StateMachineName, readonly string[]>>

interface Outcome {
  /** In the names of rules. */
  name: string
  machines: readonly StateMachineName[]
  detail: object
}

/** The outcomes that a stage reports: Express executions emit no status events. */
export function outcomesOf(settings: Settings): Outcome[] {
  const machines = Object.values(stateMachines).filter((name) => workflowTypeOf(settings, name) === 'STANDARD')
  return [
    ...Object.entries(ANSWERS)
      .filter(([machine]) => machines.includes(machine as StateMachineName))
      .flatMap(([machine, statuses]) => statuses.map((status) => answered(machine as StateMachineName, status))),
    { name: 'failed', machines, detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] } },
  ]
}

function answered(machine: StateMachineName, status: string): Outcome {
  return {
    name: status.toLowerCase().replaceAll('_', '-'),
    machines: [machine],
    detail: { status: ['SUCCEEDED'], output: [{ wildcard: `*"status":"${status}"*` }] },
  }
}

export function outcomeRuleName(stack: StageStack, { name }: Outcome): string {
  return stack.nameOf(`course-enrollment-${name}`)
}

/** Publishes each outcome to a topic: the execution, its status and the outcome, and nothing that names a student. */
export function outcomeTopic(stack: StageStack, { keyArn }: { keyArn: string }): void {
  const topic = new SnsTopic(stack, 'outcomes', {
    name: stack.nameOf('course-enrollment-outcomes'),
    kmsMasterKeyId: keyArn,
  })
  const outcomes = outcomesOf(stack.settings)
  const ruleArns = outcomes.map((outcome) => stack.arnOf('events', `rule/${outcomeRuleName(stack, outcome)}`))
  const role = publisherRole(stack, { ruleArns, topicArn: topic.arn, keyArn })
  const queueArn = undeliveredQueue(stack, { ruleArns, keyArn })
  for (const outcome of outcomes) {
    const rule = new CloudwatchEventRule(stack, `outcome-${outcome.name}`, {
      name: outcomeRuleName(stack, outcome),
      description: `Executions that ended ${outcome.name}`,
      eventPattern: JSON.stringify({
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: outcome.machines.map((machine) => stateMachineArn(stack, machine)),
          ...outcome.detail,
        },
      }),
    })
    new CloudwatchEventTarget(stack, `outcome-${outcome.name}-target`, {
      rule: rule.name,
      targetId: 'topic',
      arn: topic.arn,
      roleArn: role.arn,
      deadLetterConfig: { arn: queueArn },
      inputTransformer: {
        inputPaths: { execution: '$.detail.executionArn', status: '$.detail.status' },
        inputTemplate: `{"execution": <execution>, "status": <status>, "outcome": "${outcome.name.toUpperCase().replaceAll('-', '_')}"}`,
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
