import { describe, expect, test } from 'vitest'
import { lambdas, STATE_MACHINE, stateMachines } from 'workflow'
import { allowed, asked } from './asked.ts'
import { statementsOf } from './policies.ts'
import { type Resource, synthesize } from './synthesized.ts'

const { only, resources } = synthesize()
const LAMBDAS = lambdas.map(({ name }) => name)

function statements(stack: string, id: string) {
  return statementsOf(only('aws_iam_role_policy', { stack, id }), 'policy')
}

/** An ARN without its partition, region and account, which are known only where it is deployed. */
function short(arn: string): string {
  return arn.replace(/\$\{data\.[^}]+\}/g, '').replace(/\$\{(\w+)\.[\w-]+\.\w+\}/, '<$1>')
}

test.each(LAMBDAS)('%s may write its own log and its traces, and nothing else', (stack) => {
  expect(statements(stack, 'role-policy').map(({ actions, resources }) => [actions, resources.map(short)])).toEqual([
    [['logs:CreateLogStream', 'logs:PutLogEvents'], ['arn::logs:::log-group:<aws_cloudwatch_log_group>:*']],
    [['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']],
  ])
})

const STATE_MACHINES = Object.values(stateMachines)

describe.each([...STATE_MACHINES.map((name) => [name, 'STANDARD'] as const), [STATE_MACHINE, 'EXPRESS'] as const])(
  '%s as %s',
  (stack, workflowType) => {
    const { only } = synthesize({ file: { workflowType } })
    const policy = only('aws_iam_role_policy', { stack, id: 'state-machine-role-policy' })

    test('may do what its tasks ask for, and nothing else', () => {
      expect(allowed(policy)).toEqual(asked(only('aws_sfn_state_machine', { stack })))
    })

    test('may reach the table and the index of its stage, and no other', () => {
      const reached = statementsOf(policy, 'policy')
        .filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')))
        .flatMap(({ resources }) => resources.map(short))
      const table = 'arn::dynamodb:::table/dev-course-enrollment'
      expect(reached.filter((arn) => arn !== table)).toEqual(
        stack === 'payment-received' ? [`${table}/index/gsi1`] : [],
      )
    })
  },
)

test('what the state machines may do, as an auditor reads it', () => {
  const of = (stack: string) => allowed(only('aws_iam_role_policy', { stack, id: 'state-machine-role-policy' }))
  const courses = (...actions: string[]) =>
    actions.map((action) => `dynamodb:${action} COURSE#* within TransactWriteItems`)
  expect(of('course-enrollment')).toEqual(
    [
      'dynamodb:BatchGetItem COURSE#* of closesAt,email,name,opensAt,payment,paymentHours,pk,sk',
      'dynamodb:BatchGetItem STUDENT#* of closesAt,email,name,opensAt,payment,paymentHours,pk,sk',
      ...courses('ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'),
      'dynamodb:ConditionCheckItem STUDENT#* within TransactWriteItems',
      'dynamodb:GetItem COURSE#* within TransactGetItems',
      'dynamodb:GetItem STUDENT#* within TransactGetItems',
      'dynamodb:PutItem COURSE#*',
      'dynamodb:Query COURSE#* counted',
      'dynamodb:UpdateItem COURSE#* of execution,pk,sk,status,taskToken',
      ...LAMBDAS.map((name) => `lambda:InvokeFunction dev-${name}:live`),
      'states:StartExecution dev-waitlist-promotion through live',
    ].sort(),
  )
  expect(of('course-withdrawal')).toEqual(
    [
      ...courses('DeleteItem', 'PutItem', 'UpdateItem'),
      'dynamodb:GetItem COURSE#*',
      'lambda:InvokeFunction dev-check-email:live',
      'states:SendTaskSuccess',
      'states:StartExecution dev-waitlist-promotion through live',
    ].sort(),
  )
  expect(of('waitlist-promotion')).toEqual(
    [
      ...courses('DeleteItem', 'PutItem', 'UpdateItem'),
      'dynamodb:ConditionCheckItem STUDENT#* within TransactWriteItems',
      'dynamodb:GetItem COURSE#*',
      'dynamodb:GetItem COURSE#* within TransactGetItems',
      'dynamodb:GetItem STUDENT#* within TransactGetItems',
      'dynamodb:Query COURSE#*',
      'states:SendTaskSuccess',
      'states:StartExecution dev-waitlist-promotion through live',
    ].sort(),
  )
  expect(of('payment-received')).toEqual(
    [
      ...courses('UpdateItem'),
      'dynamodb:ConditionCheckItem STUDENT#* within TransactWriteItems',
      'dynamodb:GetItem COURSE#* within TransactGetItems',
      'dynamodb:GetItem STUDENT#* within TransactGetItems',
      'dynamodb:Query STUDENT#* in gsi1',
      'dynamodb:UpdateItem STUDENT#* of payment,paymentNotedAt,paymentNotedBy,pk,sk',
      'lambda:InvokeFunction dev-check-email:live',
      'states:SendTaskSuccess',
    ].sort(),
  )
})

test('a read of named attributes cannot ask for all, nor a write answer with the item', () => {
  const limited = STATE_MACHINES.flatMap((stack) => statements(stack, 'state-machine-role-policy')).filter(
    ({ conditions }) => conditions['ForAllValues:StringEquals'] !== undefined,
  )
  expect(limited).toHaveLength(3)
  for (const { conditions } of limited) {
    expect(conditions.StringEqualsIfExists).toEqual({
      'dynamodb:Select': 'SPECIFIC_ATTRIBUTES',
      'dynamodb:ReturnValues': 'NONE',
    })
  }
})

test.each(STATE_MACHINES)('only %s of this stage may take its role', (name) => {
  const role = only('aws_iam_role', { stack: name, id: 'state-machine-role' })
  const [trust] = statementsOf(role, 'assume_role_policy')
  expect(trust?.principals).toEqual(['states.amazonaws.com'])
  const sources = trust?.conditions.ArnLike?.['aws:SourceArn'] as string[]
  expect(sources.map(short)).toEqual([
    `arn::states:::stateMachine:dev-${name}`,
    `arn::states:::stateMachine:dev-${name}:*`,
  ])
})

test('where executions are encrypted, who starts or wakes one may use the key for it', () => {
  const encrypted = synthesize({ file: { encryptExecutions: true } })
  const contexts = (stack: string) => {
    const policy = encrypted.only('aws_iam_role_policy', { stack, id: 'state-machine-role-policy' })
    const key = statementsOf(policy, 'policy').map(
      ({ conditions }) => conditions.StringLike?.['kms:EncryptionContext:aws:states:stateMachineArn'],
    )
    return key.flatMap((arns) => (arns ?? []) as string[]).map((arn) => arn.split(':stateMachine:dev-')[1])
  }
  expect(contexts('course-enrollment')).toEqual(['course-enrollment', 'waitlist-promotion'])
  expect(contexts('course-withdrawal')).toEqual(['course-withdrawal', 'waitlist-promotion', 'course-enrollment'])
  expect(contexts('waitlist-promotion')).toEqual(['waitlist-promotion', 'course-enrollment'])
  expect(contexts('payment-received')).toEqual(['payment-received', 'course-enrollment'])
})

test('outcomes that cannot be published go to a queue that only the rules of this stage may fill', () => {
  const outcomes = [
    ...['enrolled', 'awaiting-payment', 'waitlisted', 'cancelled', 'withdrawn', 'not-enrolled', 'received'],
    ...['student-unknown', 'failed'],
  ]
  const [statement, ...others] = statementsOf(only('aws_sqs_queue_policy'), 'policy')
  expect(others).toEqual([])
  expect([statement?.principals, statement?.actions]).toEqual([['events.amazonaws.com'], ['sqs:SendMessage']])
  const sources = statement?.conditions.ArnEquals?.['aws:SourceArn'] as string[]
  expect(sources.map(short)).toEqual(outcomes.map((outcome) => `arn::events:::rule/dev-course-enrollment-${outcome}`))
  const targets = resources.filter(({ type }) => type === 'aws_cloudwatch_event_target')
  for (const { at } of targets) expect(at('dead_letter_config', 'arn')).toContain('aws_sqs_queue.undelivered.arn')
})

test('no two functions share a role', () => {
  const roles = resources.filter(({ type }) => type === 'aws_iam_role').map(({ at }) => at('name'))
  expect(new Set(roles).size).toBe(roles.length)
})

/** The rest of a state machine's policy: what is no task's. */
const BESIDE_TASKS = [
  'kms:Decrypt through dynamodb',
  'logs:CreateLogDelivery,GetLogDelivery,UpdateLogDelivery,DeleteLogDelivery,ListLogDeliveries,PutResourcePolicy,DescribeResourcePolicies,DescribeLogGroups',
  'xray:PutTraceSegments,PutTelemetryRecords,GetSamplingRules,GetSamplingTargets',
]

function besideTasks(policy: Resource): string[] {
  const beside = statementsOf(policy, 'policy').filter(
    ({ actions }) => !/^(?:dynamodb|lambda|states):/.test(actions[0] ?? ''),
  )
  return beside.map(({ actions, conditions }) => {
    const [service] = String(conditions.StringEquals?.['kms:ViaService'] ?? '').split('.')
    const [prefix] = actions[0]?.split(':') ?? []
    return `${prefix}:${actions.map((action) => action.split(':')[1]).join()}${service ? ` through ${service}` : ''}`
  })
}

describe.each(STATE_MACHINES)('%s', (stack) => {
  const { only } = synthesize()
  const policy = only('aws_iam_role_policy', { stack, id: 'state-machine-role-policy' })
  const { Statement } = JSON.parse(String(policy.at('policy'))) as { Statement: object[] }
  const needed = [...asked(only('aws_sfn_state_machine', { stack })), ...BESIDE_TASKS]
  const given = (of: Resource) => [...allowed(of), ...besideTasks(of)]

  test('may log, trace and decrypt the table beside what its tasks ask for, and nothing else', () => {
    expect(given(policy)).toEqual(needed)
  })

  test.each(Statement.map((_, index) => index))('control: without statement %i, its policy does not do', (index) => {
    const text = JSON.stringify({ Statement: Statement.toSpliced(index, 1) })
    expect(given({ ...policy, at: () => text })).not.toEqual(needed)
  })
})
