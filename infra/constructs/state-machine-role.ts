import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js'
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js'
import { LIVE_ALIAS, type StateMachineName } from 'workflow'
import type { Permissions } from './permissions.ts'
import { policyOf, type Statement, tracing, trustOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'
import { tableStatement } from './table-access.ts'

export interface StateMachineRoleOptions {
  name: StateMachineName
  permissions: Permissions
  tableArn: string
  keyArn: string
}

/** The role of a state machine: what its tasks need, its log, traces. */
export function stateMachineRole(
  stack: StageStack,
  { name, permissions, tableArn, keyArn }: StateMachineRoleOptions,
): { role: IamRole; policy: IamRolePolicy } {
  const { functions, table, starts, wakes } = permissions
  const machineArn = (machine: StateMachineName) => stack.arnOf('states', `stateMachine:${stack.nameOf(machine)}`)
  const role = new IamRole(stack, 'state-machine-role', {
    name: stack.nameOf(name),
    description: `What the executions of ${stack.nameOf(name)} may do`,
    assumeRolePolicy: trustOf('states.amazonaws.com', {
      arn: [machineArn(name), `${machineArn(name)}:*`],
      account: stack.account,
    }),
  })
  const functionArns = functions.map((manifest) =>
    stack.arnOf('lambda', `function:${stack.nameOf(manifest.name)}:${LIVE_ALIAS}`),
  )
  const encrypted = [...new Set([name, ...starts, ...wakes])].map(machineArn)
  const policy = new IamRolePolicy(stack, 'state-machine-role-policy', {
    name: 'state-machine',
    role: role.name,
    policy: policyOf([
      ...(functions.length === 0
        ? []
        : [{ Sid: 'InvokeLiveFunctions', Action: ['lambda:InvokeFunction'], Resource: functionArns }]),
      ...table.map((access) => tableStatement(access, tableArn)),
      ...(starts.length === 0 ? [] : [startExecutions(starts.map(machineArn))]),
      ...(wakes.length === 0 ? [] : [wakeExecutions]),
      {
        Sid: 'DecryptTable',
        Action: ['kms:Decrypt'],
        Resource: keyArn,
        Condition: { StringEquals: { 'kms:ViaService': stack.endpointOf('dynamodb') } },
      },
      ...(stack.settings.encryptExecutions ? encryptedExecutions(stack, encrypted, keyArn) : []),
      deliverLog,
      { ...tracing, Action: [...tracing.Action, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'] },
    ]),
  })
  return { role, policy }
}

/**
 * IAM compares a start through an alias with the ARN of the state machine, and with the alias as its qualifier (Step
 * Functions guide, "Authorization for versions and aliases").
 */
function startExecutions(stateMachineArns: readonly string[]): Statement {
  return {
    Sid: 'StartLiveStateMachines',
    Action: ['states:StartExecution'],
    Resource: stateMachineArns,
    Condition: { 'ForAnyValue:StringEquals': { 'states:StateMachineQualifier': [LIVE_ALIAS] } },
  }
}

/**
 * The action knows neither resources nor conditions (Service Authorization Reference). What it takes is the token of a
 * task that waits, and tokens are in the table alone.
 */
const wakeExecutions: Statement = { Sid: 'WakeExecutions', Action: ['states:SendTaskSuccess'], Resource: '*' }

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

/**
 * Definition and history under one encryption context, the log on its way under another. Who starts or wakes an
 * execution of another state machine needs that one's too.
 */
function encryptedExecutions(stack: StageStack, stateMachineArns: readonly string[], keyArn: string): Statement[] {
  const contexts = {
    EncryptExecutions: { 'kms:EncryptionContext:aws:states:stateMachineArn': stateMachineArns },
    EncryptLogDelivery: { 'kms:EncryptionContext:SourceArn': stack.arnOf('logs', '*') },
  }
  return Object.entries(contexts).map(([Sid, context]) => ({
    Sid,
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: keyArn,
    Condition: { StringLike: context },
  }))
}
