import { expect, test } from 'vitest'
import { type PolicyStatement, statementsOf } from './policies.ts'
import { type Resource, synthesize } from './synthesized.ts'

/** Of Lambdas and state machines: least-privilege.test.ts compares them with what is called. */
const ROLES_THAT_RUN = ['role-policy', 'state-machine-role-policy']

const { resources } = synthesize()
const held = resources.flatMap((resource) =>
  ROLES_THAT_RUN.includes(resource.id) ? [] : statementsOf(resource, 'policy').map((one) => line(resource, one)),
)

/** Who may do what, on how much, under which conditions: without ARNs, which are known where it is deployed. */
function line({ type, id }: Resource, { principals, actions, resources, conditions }: PolicyStatement): string {
  const who = principals.map((principal) => principal.replace(/^.*:root$/, 'account').replace(/\..*$/, ''))
  const on = resources.includes('*') ? 'all of it' : 'one'
  const under = Object.values(conditions).flatMap(Object.keys)
  const verbs = actions.map((action) => action.split(':')[1])
  return [type, id, who.join() || 'its role', verbs.join(), on, ...under].join(' ')
}

/** The key's own account decides by IAM who else may use it. */
const NEEDED = [
  'aws_iam_role_policy outcomes-role-policy its role Decrypt,GenerateDataKey one',
  'aws_iam_role_policy outcomes-role-policy its role Publish one',
  'aws_kms_key key account * all of it',
  'aws_kms_key key cloudwatch Decrypt,GenerateDataKey* all of it aws:SourceAccount',
  'aws_kms_key key events Decrypt,GenerateDataKey* all of it aws:SourceAccount',
  'aws_kms_key key logs Encrypt*,Decrypt*,ReEncrypt*,GenerateDataKey*,Describe* all of it kms:EncryptionContext:aws:logs:arn',
  'aws_sns_topic_policy alarms-policy cloudwatch Publish one aws:SourceAccount aws:SourceArn',
  'aws_sqs_queue_policy undelivered-policy events SendMessage one aws:SourceArn',
]

test('topics, queue, key and the role that publishes have exactly the statements that they need', () => {
  expect(held.sort()).toEqual(NEEDED)
})

test('every role is that of a Lambda, of a state machine, or the one that publishes', () => {
  const roles = resources.filter(({ type }) => type === 'aws_iam_role').map(({ id }) => id)
  expect([...new Set(roles)].sort()).toEqual(['outcomes-role', 'role', 'state-machine-role'])
})
