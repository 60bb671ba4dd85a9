import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias/index.js'
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js'
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js'
import { stateMachines } from 'workflow'
import { policyOf } from './policy.ts'
import type { StageStack } from './stage-stack.ts'
import { workflowLogGroupName } from './state-machine.ts'

const KEY_ALIAS = 'course-enrollment'

/** The stage's own key: records, topics and queue are encrypted with it, and the logs of the state machines. */
export function encryptionKey(stack: StageStack): KmsKey {
  const key = new KmsKey(stack, 'key', {
    description: `Records, log and topics of ${stack.nameOf(KEY_ALIAS)}`,
    enableKeyRotation: true,
    deletionWindowInDays: stack.settings.protected ? 30 : 7,
    lifecycle: { preventDestroy: stack.settings.protected },
    policy: policyOf([
      {
        Sid: 'AccountDecidesByIam',
        Principal: { AWS: stack.arnOf('iam', 'root') },
        Action: ['kms:*'],
        Resource: '*',
      },
      {
        Sid: 'WorkflowLog',
        Principal: { Service: stack.endpointOf('logs') },
        Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        Resource: '*',
        Condition: {
          ArnEquals: {
            'kms:EncryptionContext:aws:logs:arn': Object.values(stateMachines).map((name) =>
              stack.arnOf('logs', `log-group:${workflowLogGroupName(stack, name)}`),
            ),
          },
        },
      },
      ...['cloudwatch', 'events'].map((service) => ({
        Sid: service === 'events' ? 'UndeliveredOutcomes' : 'AlarmsToTopic',
        Principal: { Service: `${service}.amazonaws.com` },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': stack.account } },
      })),
      ...(stack.settings.encryptExecutions ? [encryptedLogDelivery(stack)] : []),
    ]),
  })
  new KmsAlias(stack, 'key-alias', { name: `alias/${stack.nameOf(KEY_ALIAS)}`, targetKeyId: key.keyId })
  return key
}

/** The stage's key in another stack than the one that makes it: found by its alias, since its id is made by AWS. */
export function stageKeyArn(stack: StageStack): string {
  return new DataAwsKmsAlias(stack, 'key', { name: `alias/${stack.nameOf(KEY_ALIAS)}` }).targetKeyArn
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
