import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js'
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js'
import { keyPrefix } from 'records'
import { policyOf, type Statement, tracing, trustOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'

export interface StateMachineRoleOptions {
  name: string
  stateMachineArn: string
  functionArns: readonly string[]
  tableArn: string
  keyArn: string
}

/** The role of the state machine: the four aliases, the read of records, the two transactions, its log, traces. */
export function stateMachineRole(
  stack: StageStack,
  { name, stateMachineArn, functionArns, tableArn, keyArn }: StateMachineRoleOptions,
): { role: IamRole; policy: IamRolePolicy } {
  const role = new IamRole(stack, 'state-machine-role', {
    name,
    description: `What the executions of ${name} may do`,
    assumeRolePolicy: trustOf('states.amazonaws.com', {
      arn: [stateMachineArn, `${stateMachineArn}:*`],
      account: stack.account,
    }),
  })
  const policy = new IamRolePolicy(stack, 'state-machine-role-policy', {
    name: 'state-machine',
    role: role.name,
    policy: policyOf([
      { Sid: 'InvokeLiveFunctions', Action: ['lambda:InvokeFunction'], Resource: functionArns },
      findRecords(tableArn),
      inTransaction('TransactWriteItems', {
        Sid: 'Enroll',
        Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
        Resource: tableArn,
        Condition: keys(COURSES),
      }),
      inTransaction('TransactWriteItems', {
        Sid: 'CheckRecord',
        Action: ['dynamodb:ConditionCheckItem'],
        Resource: tableArn,
        Condition: keys(STUDENTS),
      }),
      inTransaction('TransactGetItems', {
        Sid: 'ReadOutcome',
        Action: ['dynamodb:GetItem'],
        Resource: tableArn,
        Condition: keys(STUDENTS, COURSES),
      }),
      {
        Sid: 'DecryptTable',
        Action: ['kms:Decrypt'],
        Resource: keyArn,
        Condition: { StringEquals: { 'kms:ViaService': stack.endpointOf('dynamodb') } },
      },
      ...(stack.settings.encryptExecutions ? encryptedExecutions(stack, stateMachineArn, keyArn) : []),
      deliverLog,
      { ...tracing, Action: [...tracing.Action, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'] },
    ]),
  })
  return { role, policy }
}

const STUDENTS = `${keyPrefix.student}*`
/** Enrollments are in the partition of their course. */
const COURSES = `${keyPrefix.course}*`

/**
 * What is validated of records and courses. Without `Select` a read that names no attributes would answer with all of
 * them.
 */
function findRecords(tableArn: string): Statement {
  return {
    Sid: 'FindRecords',
    Action: ['dynamodb:BatchGetItem'],
    Resource: tableArn,
    Condition: {
      ...keys(STUDENTS, COURSES),
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'name', 'email', 'payment'] },
      StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    },
  }
}

/** Everything about a request has one of these partition keys. */
function keys(...patterns: readonly string[]): NonNullable<Statement['Condition']> {
  return { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns } }
}

/**
 * IAM knows transactions by the actions inside them. Outside a transaction nothing is allowed: no enrollment without
 * its seat. Student records are never written.
 */
function inTransaction(operation: string, { Condition, ...statement }: Statement): Statement {
  const enclosed = { 'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': [operation] } }
  return { ...statement, Condition: { ...Condition, ...enclosed } }
}

/** Log delivery knows no resources: AWS allows its actions on `*` alone (Step Functions guide, "Logging"). */
const deliverLog: Statement = {
  Sid: 'DeliverLog',
  Action: [
    'logs:CreateLogDelivery',
    'logs:GetLogDelivery',
    'logs:UpdateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
  ],
  Resource: '*',
}

/** Definition and history under one encryption context, the log on its way under another. */
function encryptedExecutions(stack: StageStack, stateMachineArn: string, keyArn: string): Statement[] {
  const contexts = {
    EncryptExecutions: { 'kms:EncryptionContext:aws:states:stateMachineArn': stateMachineArn },
    EncryptLogDelivery: { 'kms:EncryptionContext:SourceArn': stack.arnOf('logs', '*') },
  }
  return Object.entries(contexts).map(([Sid, context]) => ({
    Sid,
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: keyArn,
    Condition: { StringLike: context },
  }))
}
