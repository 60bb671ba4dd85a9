import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js'
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js'
import { policyOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'

const KEY_ALIAS = 'course-enrollment'

/** The stage's own key: records, enrollments and topics are encrypted with it, and the workflow's log. */
export function encryptionKey(stack: StageStack, { logGroupName }: { logGroupName: string }): KmsKey {
  const key = new KmsKey(stack, 'key', {
    description: `Records, log and topics of ${stack.nameOf(KEY_ALIAS)}`,
    enableKeyRotation: true,
    deletionWindowInDays: stack.settings.protectTable ? 30 : 7,
    policy: policyOf([
      {
        Sid: 'AccountDecidesByIam',
        Principal: { AWS: stack.arnOf('iam', 'root') },
        Action: ['kms:*'],
        Resource: '*',
      },
      {
        Sid: 'WorkflowLog',
        Principal: { Service: `logs.${stack.region}.amazonaws.com` },
        Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        Resource: '*',
        Condition: {
          ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': stack.arnOf('logs', `log-group:${logGroupName}`) },
        },
      },
      {
        Sid: 'AlarmsToTopic',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': stack.account } },
      },
      ...(stack.settings.encryptExecutions ? [encryptedLogDelivery(stack)] : []),
    ]),
  })
  new KmsAlias(stack, 'key-alias', { name: `alias/${stack.nameOf(KEY_ALIAS)}`, targetKeyId: key.keyId })
  return key
}

/** The log of an encrypted state machine comes encrypted to the service that delivers it. */
function encryptedLogDelivery(stack: StageStack) {
  return {
    Sid: 'EncryptedLogDelivery',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: ['kms:Decrypt'],
    Resource: '*',
    Condition: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'kms:EncryptionContext:SourceArn': stack.arnOf('logs', '*') },
    },
  }
}
