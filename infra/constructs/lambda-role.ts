import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js'
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js'
import type { LambdaManifest } from 'workflow'
import { KEY_ALIAS } from './encryption-key.ts'
import { policyOf, type Statement, tracing, trustOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'

/** The role of one function: its own log group, its traces, and what its manifest asks for. */
export function lambdaRole(
  stack: StageStack,
  manifest: LambdaManifest,
  { logGroupName, tableName }: { logGroupName: string; tableName: string },
): { role: IamRole; policy: IamRolePolicy } {
  const role = new IamRole(stack, 'role', {
    name: stack.nameOf(manifest.name),
    description: `What ${stack.nameOf(manifest.name)} may do`,
    assumeRolePolicy: trustOf('lambda.amazonaws.com'),
  })
  const tableArn = stack.arnOf('dynamodb', `table/${tableName}`)
  const permissions = manifest.permissions.map(
    (permission, index): Statement => ({
      Sid: `Manifest${index}`,
      Action: permission.actions,
      Resource: tableArn,
      Condition: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': permission.leadingKeys },
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': permission.attributes },
        // Without this a read that names no attributes would answer with all of them.
        StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    }),
  )
  const policy = new IamRolePolicy(stack, 'role-policy', {
    name: 'function',
    role: role.name,
    policy: policyOf([
      {
        Sid: 'WriteOwnLog',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: stack.arnOf('logs', `log-group:${logGroupName}:*`),
      },
      tracing,
      ...permissions,
      ...(permissions.length === 0 ? [] : [readEncryptedTable(stack)]),
    ]),
  })
  return { role, policy }
}

/** The table's key by its alias, since its id is known only to the stack that makes it; through DynamoDB alone. */
function readEncryptedTable(stack: StageStack): Statement {
  return {
    Sid: 'DecryptTable',
    Action: ['kms:Decrypt'],
    Resource: stack.arnOf('kms', 'key/*'),
    Condition: {
      StringEquals: { 'kms:ViaService': stack.endpointOf('dynamodb') },
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${stack.nameOf(KEY_ALIAS)}` },
    },
  }
}
