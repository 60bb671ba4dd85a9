import { expect, test } from 'vitest'
import { lambdas } from 'workflow'
import { statementsOf } from './policies.ts'
import { synthesize } from './synthesized.ts'

const { only, resources } = synthesize()
const LAMBDAS = lambdas.map(({ name }) => name)

function allowed(stack: string, id: string) {
  return statementsOf(only('aws_iam_role_policy', { stack, id }), 'policy')
}

/** An ARN without its partition, region and account, which are known only where it is deployed. */
function short(arn: string): string {
  return arn.replace(/\$\{data\.[^}]+\}/g, '').replace(/\$\{(\w+)\.[\w-]+\.\w+\}/, '<$1>')
}

test.each(LAMBDAS)('%s may write its own log and its traces, and nothing else', (stack) => {
  expect(allowed(stack, 'role-policy').map(({ actions, resources }) => [actions, resources.map(short)])).toEqual([
    [['logs:CreateLogStream', 'logs:PutLogEvents'], ['arn::logs:::log-group:<aws_cloudwatch_log_group>:*']],
    [['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']],
  ])
})

test('the state machine may call the live aliases of the Lambdas and no other function', () => {
  const invoke = allowed('course-enrollment', 'state-machine-role-policy').filter(({ actions }) =>
    actions.some((action) => action.startsWith('lambda:')),
  )
  expect(invoke.map(({ actions, resources }) => [actions, resources.map(short).sort()])).toEqual([
    [['lambda:InvokeFunction'], LAMBDAS.map((name) => `arn::lambda:::function:dev-${name}:live`).sort()],
  ])
})

test('the state machine may read what is validated of records and courses, and use the rest inside transactions', () => {
  const onTable = allowed('course-enrollment', 'state-machine-role-policy').filter(({ actions }) =>
    actions.some((action) => action.startsWith('dynamodb:')),
  )
  expect(onTable.map(({ actions, conditions }) => [actions, conditions])).toEqual([
    [
      ['dynamodb:BatchGetItem'],
      {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['STUDENT#*', 'COURSE#*'] },
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'name', 'email', 'payment'] },
        StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    ],
    [
      ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
      {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['COURSE#*'] },
        'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': ['TransactWriteItems'] },
      },
    ],
    [
      ['dynamodb:ConditionCheckItem'],
      {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['STUDENT#*'] },
        'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': ['TransactWriteItems'] },
      },
    ],
    [
      ['dynamodb:GetItem'],
      {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['STUDENT#*', 'COURSE#*'] },
        'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': ['TransactGetItems'] },
      },
    ],
  ])
  for (const { resources } of onTable)
    expect(resources.map(short)).toEqual(['arn::dynamodb:::table/dev-course-enrollment'])
})

test('only the state machine of this stage may take its role', () => {
  const [trust] = statementsOf(only('aws_iam_role', { id: 'state-machine-role' }), 'assume_role_policy')
  expect(trust?.principals).toEqual(['states.amazonaws.com'])
  const sources = trust?.conditions.ArnLike?.['aws:SourceArn'] as string[]
  expect(sources.map(short)).toEqual([
    'arn::states:::stateMachine:dev-course-enrollment',
    'arn::states:::stateMachine:dev-course-enrollment:*',
  ])
})

test('outcomes that cannot be published go to a queue that only the rules of this stage may fill', () => {
  const [statement, ...others] = statementsOf(only('aws_sqs_queue_policy'), 'policy')
  expect(others).toEqual([])
  expect([statement?.principals, statement?.actions]).toEqual([['events.amazonaws.com'], ['sqs:SendMessage']])
  const sources = statement?.conditions.ArnEquals?.['aws:SourceArn'] as string[]
  expect(sources.map(short)).toEqual(
    ['enrolled', 'cancelled', 'failed'].map((outcome) => `arn::events:::rule/dev-course-enrollment-${outcome}`),
  )
  const targets = resources.filter(({ type }) => type === 'aws_cloudwatch_event_target')
  for (const { at } of targets) expect(at('dead_letter_config', 'arn')).toContain('aws_sqs_queue.undelivered.arn')
})

test('no two functions share a role', () => {
  const roles = resources.filter(({ type }) => type === 'aws_iam_role').map(({ at }) => at('name'))
  expect(new Set(roles).size).toBe(roles.length)
})
