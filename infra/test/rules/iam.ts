import { type PolicyStatement, statementsOf } from '../policies.ts'
import type { Resource } from '../synthesized.ts'
import { IDENTITY_POLICIES, type Rule } from './rule.ts'

/** Actions that change who may do what, on resources that a policy does not narrow (from the scanners' own lists). */
const PERMISSION_MANAGEMENT =
  /^(?:iam:(?!Get|List)|[a-z0-9-]+:(?:Put|Delete|Attach|Detach|Add|Remove)\w*(?:Policy|Permission))/
const ESCALATION =
  /^(?:iam:(?:Create|Put|Attach|Update|Add|PassRole|Set)|lambda:(?:CreateFunction|UpdateFunctionCode)|sts:AssumeRole)/
const CREDENTIALS =
  /^(?:iam:Create(?:AccessKey|LoginProfile)|sts:(?:Get|Assume)|ecr:GetAuthorizationToken|lambda:GetFunction|chime:|codepipeline:PollForJobs)/
const DATA =
  /^(?:s3:GetObject|ssm:GetParameter|secretsmanager:GetSecretValue|rds:|dynamodb:(?:GetItem|Query|Scan|BatchGetItem))/
const WRITE = /^[a-z0-9-]+:(?!Get|List|Describe|BatchGet|Decrypt)/

/** What a policy allows on all resources and under no condition. */
function unconstrained(resource: Resource): string[] {
  return statementsOf(resource, 'policy')
    .filter(({ resources, conditions }) => resources.includes('*') && Object.keys(conditions).length === 0)
    .flatMap(({ actions }) => actions)
}

function every(asks: (statement: PolicyStatement) => boolean): Rule['met'] {
  return (resource) => statementsOf(resource, 'policy').every(asks)
}

const allowsNone =
  (actions: RegExp): Rule['met'] =>
  (resource) =>
    !unconstrained(resource).some((action) => actions.test(action))

export const iamRules: readonly Rule[] = [
  {
    ids: ['CKV_AWS_60', 'CKV_AWS_61', 'F2', 'W14', 'W21'],
    asks: 'a role for one service, and nobody else',
    of: ['aws_iam_role'],
    met: (resource) =>
      statementsOf(resource, 'assume_role_policy').every(
        ({ principals, actions, negated }) =>
          !negated &&
          actions.join() === 'sts:AssumeRole' &&
          principals.length === 1 &&
          principals.every((principal) => /^[a-z]+\.amazonaws\.com$/.test(principal)),
      ),
  },
  {
    ids: [
      ...['CKV_AWS_62', 'CKV_AWS_63', 'CKV_AWS_1', 'CKV_AWS_49', 'CKV2_AWS_40', 'IAM.1', 'IAM.21'],
      ...['F3', 'F4', 'F5', 'W43', 'WS1003'],
    ],
    asks: 'no action with a wildcard',
    of: IDENTITY_POLICIES,
    met: every(({ actions }) => !actions.some((action) => action.includes('*'))),
  },
  {
    ids: ['CKV2_AWS_56'],
    asks: 'no administrator of IAM',
    of: ['aws_iam_role', 'aws_iam_role_policy_attachment'],
    met: ({ at }) => !JSON.stringify([at('managed_policy_arns'), at('policy_arn')]).includes('IAMFullAccess'),
  },
  {
    ids: ['W15', 'W16', 'W17', 'W22', 'W23'],
    asks: 'no NotAction and no NotResource',
    of: IDENTITY_POLICIES,
    met: every(({ negated }) => !negated),
  },
  {
    ids: ['W12', 'W13', 'F38', 'F39', 'F40'],
    asks: 'no role handed on',
    of: IDENTITY_POLICIES,
    met: every(({ actions }) => !actions.includes('iam:PassRole')),
  },
  {
    ids: ['CKV_AWS_355', 'CKV_AWS_356', 'W11'],
    asks: 'no * for a resource',
    of: IDENTITY_POLICIES,
    met: every(({ resources }) => !resources.includes('*')),
  },
  {
    ids: ['AVD-AWS-0057'],
    asks: 'no wildcard at all',
    of: IDENTITY_POLICIES,
    met: every(({ resources }) => !resources.some((arn) => arn.includes('*'))),
  },
  {
    ids: ['CKV_AWS_286', 'CKV_AWS_110'],
    asks: 'no way to more rights',
    of: IDENTITY_POLICIES,
    met: allowsNone(ESCALATION),
  },
  {
    ids: ['CKV_AWS_287', 'CKV_AWS_107'],
    asks: 'no credentials to be had',
    of: IDENTITY_POLICIES,
    met: allowsNone(CREDENTIALS),
  },
  {
    ids: ['CKV_AWS_288', 'CKV_AWS_108'],
    asks: 'no data to be had everywhere',
    of: IDENTITY_POLICIES,
    met: allowsNone(DATA),
  },
  {
    ids: ['CKV_AWS_289', 'CKV_AWS_109'],
    asks: 'no change of who may do what',
    of: IDENTITY_POLICIES,
    met: allowsNone(PERMISSION_MANAGEMENT),
  },
  {
    ids: ['CKV_AWS_290', 'CKV_AWS_111'],
    asks: 'no writing everywhere',
    of: IDENTITY_POLICIES,
    met: allowsNone(WRITE),
  },
]
