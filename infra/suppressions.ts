import { lambdas, STATE_MACHINE, stateMachines } from 'workflow'

/**
 * Every scanner rule that the stacks do not follow, and why. It is the whole list: a test finds where the
 * synthesized stacks violate a rule, and fails on a violation that is not listed and on an entry that is not needed.
 */
export interface Suppression {
  rules: readonly string[]
  /** Terraform's resource types, in the named stacks only. */
  resource: string
  stacks: readonly string[]
  reason: string
}

const LAMBDA_STACKS = lambdas.map(({ name }) => name)
const STATE_MACHINE_STACKS = Object.values(stateMachines)

export const suppressions: readonly Suppression[] = [
  {
    rules: ['CKV_AWS_285'],
    resource: 'aws_sfn_state_machine',
    stacks: STATE_MACHINE_STACKS,
    reason:
      'It asks for inputs and outputs in the log: names and e-mail addresses. All else is logged; the data is in the execution history, for those who may read it.',
  },
  {
    rules: ['CKV_AWS_117', 'Lambda.3', 'W89'],
    resource: 'aws_lambda_function',
    stacks: LAMBDA_STACKS,
    reason: 'A VPC guards what is in it, and there is nothing: the functions call no other service.',
  },
  {
    rules: ['CKV_AWS_116', 'ES1001'],
    resource: 'aws_lambda_function',
    stacks: LAMBDA_STACKS,
    reason:
      'Dead-letter queues and failure destinations are for asynchronous calls. Step Functions waits for the answer, retries, and keeps what failed for a redrive.',
  },
  {
    rules: ['CKV_AWS_272'],
    resource: 'aws_lambda_function',
    stacks: LAMBDA_STACKS,
    reason:
      'Signing needs a signing profile, which belongs to the account. A bundle is known by its hash, the same in any clone.',
  },
  {
    rules: ['CKV_AWS_173'],
    resource: 'aws_lambda_function',
    stacks: LAMBDA_STACKS,
    reason: 'The one variable holds a log level, no secret. AWS encrypts it with its own key.',
  },
  {
    rules: ['CKV_AWS_158', 'W84', 'AVD-AWS-0017'],
    resource: 'aws_cloudwatch_log_group',
    stacks: LAMBDA_STACKS,
    reason:
      "The functions log no customer data, and a Lambda's stack is deployed without the one that makes the key. AWS encrypts the log with its own key.",
  },
  {
    rules: ['ES6000'],
    resource: 'aws_sqs_queue',
    stacks: [STATE_MACHINE],
    reason: 'The one queue is itself a dead-letter queue: nothing takes from it but a person, whom an alarm calls.',
  },
  {
    rules: ['DynamoDB.4'],
    resource: 'aws_dynamodb_table',
    stacks: ['data'],
    reason:
      'Point-in-time recovery reaches back 35 days. Backup plans are made for the account, and select tables by tag.',
  },
  {
    rules: ['CKV_AWS_111', 'CKV_AWS_290', 'CKV_AWS_355', 'CKV_AWS_356', 'W11', 'AVD-AWS-0057'],
    resource: 'aws_iam_role_policy',
    stacks: LAMBDA_STACKS,
    reason:
      'X-Ray knows no resources: its two write actions are allowed on * or not at all. The wildcard beside it ends the ARN of the own log group.',
  },
  {
    rules: [
      'CKV_AWS_109',
      'CKV_AWS_111',
      'CKV_AWS_289',
      'CKV_AWS_290',
      'CKV_AWS_355',
      'CKV_AWS_356',
      'W11',
      'AVD-AWS-0057',
    ],
    resource: 'aws_iam_role_policy',
    stacks: STATE_MACHINE_STACKS,
    reason:
      'X-Ray, log delivery and SendTaskSuccess know no resources: AWS allows their actions on * or not at all. To wake an execution takes its token, too.',
  },
]
