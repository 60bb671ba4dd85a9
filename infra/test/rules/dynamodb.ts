import type { Rule } from './rule.ts'

export const dynamoDbRules: readonly Rule[] = [
  {
    ids: ['CKV_AWS_28', 'DynamoDB.2', 'W78', 'AVD-AWS-0024'],
    asks: 'point-in-time recovery',
    of: ['aws_dynamodb_table'],
    met: ({ at }) => at('point_in_time_recovery', 'enabled') === true,
  },
  {
    ids: ['CKV_AWS_119', 'W74', 'AVD-AWS-0025'],
    asks: 'encryption with an own key',
    of: ['aws_dynamodb_table'],
    met: ({ at }) =>
      at('server_side_encryption', 'enabled') === true && at('server_side_encryption', 'kms_key_arn') !== undefined,
  },
  {
    ids: ['DynamoDB.6'],
    asks: 'deletion protection',
    of: ['aws_dynamodb_table'],
    met: ({ at }) => at('deletion_protection_enabled') === true,
  },
  {
    ids: ['DynamoDB.1', 'CKV2_AWS_16', 'W73'],
    asks: 'capacity that follows the load',
    of: ['aws_dynamodb_table'],
    met: ({ at }) => at('billing_mode') === 'PAY_PER_REQUEST',
  },
  { ids: ['DynamoDB.5'], asks: 'tags', of: ['aws_dynamodb_table'], met: ({ tags }) => 'stage' in tags },
  {
    ids: ['DynamoDB.4'],
    asks: 'a backup plan',
    of: ['aws_dynamodb_table'],
    met: (_, all) => all.some(({ type }) => type === 'aws_backup_selection'),
  },
]
