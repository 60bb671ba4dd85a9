import { statementsOf } from '../policies.ts'
import type { Rule } from './rule.ts'

export const queueAndKeyRules: readonly Rule[] = [
  {
    ids: ['CKV_AWS_27', 'CKV2_AWS_73', 'SQS.1', 'W48', 'AVD-AWS-0096'],
    asks: 'encryption with an own key',
    of: ['aws_sqs_queue'],
    met: ({ at }) => at('kms_master_key_id') !== undefined,
  },
  { ids: ['SQS.2'], asks: 'tags', of: ['aws_sqs_queue'], met: ({ tags }) => 'stage' in tags },
  {
    ids: ['ES6000'],
    asks: 'a redrive policy',
    of: ['aws_sqs_queue'],
    met: ({ at }) => at('redrive_policy') !== undefined,
  },
  {
    ids: ['CKV_AWS_72', 'CKV_AWS_168', 'CKV_AWS_387', 'SQS.3', 'F20', 'F21', 'AVD-AWS-0097'],
    asks: 'no policy for everything or everybody',
    of: ['aws_sqs_queue', 'aws_sqs_queue_policy'],
    met: (resource) =>
      statementsOf(resource, 'policy').every(
        ({ actions, principals }) => !principals.includes('*') && !actions.some((action) => action.endsWith('*')),
      ),
  },
  {
    ids: ['CKV_AWS_26', 'SNS.1'],
    asks: 'an encrypted topic',
    of: ['aws_sns_topic'],
    met: ({ at }) => at('kms_master_key_id') !== undefined,
  },
  {
    ids: ['CKV_AWS_169', 'CKV_AWS_283'],
    asks: 'no policy for everybody',
    of: ['aws_sns_topic_policy', 'aws_kms_key', 'aws_iam_role_policy'],
    met: (resource) => statementsOf(resource, 'policy').every(({ principals }) => !principals.includes('*')),
  },
  {
    ids: ['CKV_AWS_7', 'KMS.4', 'F19', 'AVD-AWS-0065'],
    asks: 'rotation',
    of: ['aws_kms_key'],
    met: ({ at }) => at('enable_key_rotation') === true,
  },
  {
    ids: ['CKV_AWS_33', 'F76', 'AVD-AWS-0055'],
    asks: 'no key for everybody',
    of: ['aws_kms_key'],
    met: (resource) => statementsOf(resource, 'policy').every(({ principals }) => !principals.includes('*')),
  },
  {
    ids: ['CKV_AWS_227'],
    asks: 'an enabled key',
    of: ['aws_kms_key'],
    met: ({ at }) => at('is_enabled') !== false,
  },
]
