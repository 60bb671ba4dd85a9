import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js'
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js'
import type { LambdaManifest } from 'workflow'
import { policyOf, tracing, trustOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'

/** The role of one function: its own log group and its traces. No Lambda calls AWS. */
export function lambdaRole(
  stack: StageStack,
  manifest: LambdaManifest,
  { logGroupName }: { logGroupName: string },
): { role: IamRole; policy: IamRolePolicy } {
  const role = new IamRole(stack, 'role', {
    name: stack.nameOf(manifest.name),
    description: `What ${stack.nameOf(manifest.name)} may do`,
    assumeRolePolicy: trustOf('lambda.amazonaws.com'),
  })
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
    ]),
  })
  return { role, policy }
}
