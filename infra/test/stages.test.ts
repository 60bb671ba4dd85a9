import { describe, expect, test } from 'vitest'
import { lambdas, stateMachines } from 'workflow'
import { PRODUCTION } from './production.ts'
import { synthesize } from './synthesized.ts'

const dev = synthesize()
const prod = synthesize({ stage: 'prod', file: PRODUCTION })

test('every name of a stage begins with it', () => {
  const names = (of: typeof dev) =>
    of.resources.flatMap(({ at }) =>
      ['name', 'function_name', 'alarm_name', 'dashboard_name']
        .map((key) => at(key))
        .filter((name) => name !== undefined && !String(name).startsWith('${')),
    )
  // Names of things inside a named thing.
  const inner = new Set(['live', 'function', 'state-machine', 'publish'])
  const shared = names(dev).filter((name) => names(prod).includes(name) && !inner.has(String(name)))
  expect(shared).toEqual([])
})

test('the state is in a file of its own for each stage and stack', () => {
  expect(JSON.parse(dev.stacks['check-name'] ?? '').terraform.backend).toEqual({
    local: { path: '../../../terraform.dev.check-name.tfstate' },
  })
})

test('the state is in a bucket if one is given, locked and encrypted', () => {
  expect(JSON.parse(prod.stacks['check-name'] ?? '').terraform.backend).toEqual({
    s3: {
      bucket: 'states',
      key: 'course-enrollment/123456789012/eu-central-1/prod/check-name.tfstate',
      region: 'eu-central-1',
      encrypt: true,
      use_lockfile: true,
    },
  })
})

test('a protected table cannot be deleted and can be restored; a throwaway one is neither', () => {
  const table = (of: typeof dev) => {
    const { at } = of.only('aws_dynamodb_table')
    return [
      at('deletion_protection_enabled'),
      at('point_in_time_recovery', 'enabled'),
      at('lifecycle', 'prevent_destroy'),
      of.only('aws_kms_key').at('lifecycle', 'prevent_destroy'),
    ]
  }
  expect(table(prod)).toEqual([true, true, true, true])
  expect(table(dev)).toEqual([false, false, false, false])
})

test('table and key have a stack of their own, and the workflow’s stack forgets those that it once held', () => {
  const { resource } = JSON.parse(dev.stacks.data ?? '')
  expect(Object.keys(resource).sort()).toEqual(['aws_dynamodb_table', 'aws_kms_alias', 'aws_kms_key'])
  const { removed } = JSON.parse(dev.stacks['course-enrollment'] ?? '')
  expect(removed).toContainEqual({ from: 'aws_dynamodb_table.table', lifecycle: { destroy: false } })
  expect(removed).toContainEqual({
    from: 'aws_dynamodb_table_item.sample-course-serverless-101',
    lifecycle: { destroy: false },
  })
})

test('log groups of a protected stage outlive it, and those of others where their file says so', () => {
  const kept = (of: typeof dev) => [
    ...new Set(
      of.resources.filter(({ type }) => type === 'aws_cloudwatch_log_group').map(({ at }) => at('skip_destroy')),
    ),
  ]
  expect(kept(prod)).toEqual([true])
  expect(kept(dev)).toEqual([false])
  expect(kept(synthesize({ file: { logs: { keepAfterDestroy: true } } }))).toEqual([true])
})

test('a stage can be deployed to its own account and region only', () => {
  const provider = (of: typeof dev) => JSON.parse(of.stacks.data ?? '').provider.aws[0]
  expect(provider(prod)).toMatchObject({ region: 'eu-central-1', allowed_account_ids: ['123456789012'] })
  expect(provider(dev)).not.toHaveProperty('allowed_account_ids')
})

test('every stack says which Terraform it needs', () => {
  for (const text of Object.values(dev.stacks)) expect(JSON.parse(text).terraform.required_version).toBe('>= 1.10.0')
})

test('no stack holds sample records: what Terraform puts, it also takes away', () => {
  expect(dev.resources.filter(({ type }) => type === 'aws_dynamodb_table_item')).toEqual([])
})

test('tags reach every resource', () => {
  const { resources } = synthesize({ file: { tags: { team: 'courses', 'cost-center': '42' } } })
  for (const { tags } of resources) {
    expect(tags).toMatchObject({ team: 'courses', 'cost-center': '42', stage: 'dev', project: 'course-enrollment' })
  }
})

test('a stage that is for customers reserves the concurrency that manifests ask for', () => {
  for (const { name, reservedConcurrency } of lambdas) {
    const reserved = (of: typeof dev) =>
      of.only('aws_lambda_function', { stack: name }).at('reserved_concurrent_executions')
    expect([reserved(prod), reserved(dev)]).toEqual([reservedConcurrency, undefined])
  }
})

describe('a stage with a canary', () => {
  const canary = { canary: { steps: [10] } }
  const ignored = (of: typeof dev) => [
    of.only('aws_lambda_alias', { stack: 'check-name' }).at('lifecycle', 'ignore_changes'),
    of.only('aws_lambda_alias', { stack: 'check-email' }).at('lifecycle', 'ignore_changes'),
    of.only('aws_sfn_alias').at('lifecycle', 'ignore_changes'),
  ]
  const VERSIONS = ['function_version', 'routing_config']

  test('leaves every alias where the canary led it', () => {
    expect(ignored(synthesize({ file: canary }))).toEqual([VERSIONS, VERSIONS, ['routing_configuration']])
    expect(ignored(dev)).toEqual([undefined, undefined, undefined])
  })

  test('holds what is pinned', () => {
    const pins = { dev: { 'check-name': '3', 'course-enrollment': '12' } }
    const pinned = synthesize({ file: canary, pins })
    expect(ignored(pinned)).toEqual([undefined, VERSIONS, undefined])
    expect(pinned.only('aws_lambda_alias', { stack: 'check-name' }).at('function_version')).toBe('3')
  })
})

test('a budget counts what has the tag of its stage, and only where there is one', () => {
  const { at } = synthesize({ file: { budget: { monthlyUsd: 50, email: 'ops@example.com' } } }).only(
    'aws_budgets_budget',
  )
  expect([at('limit_amount'), at('time_unit'), at('cost_filter', 0, 'values')]).toEqual([
    '50',
    'MONTHLY',
    ['user:stage$dev'],
  ])
  expect(dev.resources.filter(({ type }) => type === 'aws_budgets_budget')).toEqual([])
})

test('provider and runtime can be older ones', () => {
  const older = synthesize({ variables: { CDKTF_AWS_PROVIDER_VERSION: '5.100.0', LAMBDA_RUNTIME: 'nodejs22.x' } })
  expect(JSON.parse(older.stacks['check-name'] ?? '').terraform.required_providers.aws.version).toBe('5.100.0')
  expect(older.only('aws_lambda_function', { stack: 'check-name' }).at('runtime')).toBe('nodejs22.x')
})

test('an Express course-enrollment ends within five minutes, as AWS would end it; the others stay Standard', () => {
  const { resources, only } = synthesize({ file: { workflowType: 'EXPRESS' } })
  const machine = only('aws_sfn_state_machine', { stack: 'course-enrollment' })
  expect(machine.at('type')).toBe('EXPRESS')
  expect(JSON.parse(String(machine.at('definition'))).TimeoutSeconds).toBe(300)
  const others = resources.filter(
    ({ type, stack }) => type === 'aws_sfn_state_machine' && stack !== 'course-enrollment',
  )
  expect(others.map(({ at }) => at('type'))).toEqual(['STANDARD', 'STANDARD', 'STANDARD'])
})

test.each(Object.values(stateMachines))(
  'executions of %s are encrypted with the key of the stage where asked for',
  (stack) => {
    expect(dev.only('aws_sfn_state_machine', { stack }).at('encryption_configuration')).toBeUndefined()
    const encrypted = synthesize({ file: { encryptExecutions: true } })
    expect(encrypted.only('aws_sfn_state_machine', { stack }).at('encryption_configuration', 'type')).toBe(
      'CUSTOMER_MANAGED_KMS_KEY',
    )
    expect(encrypted.only('aws_kms_key').at('policy')).toContain('delivery.logs.amazonaws.com')
  },
)

test('the table has the index and the expiry of the records, in every stage', () => {
  for (const { at } of [dev.only('aws_dynamodb_table'), prod.only('aws_dynamodb_table')]) {
    expect(at('global_secondary_index')).toEqual([
      { name: 'gsi1', hash_key: 'gsi1pk', range_key: 'sk', projection_type: 'ALL' },
    ])
    expect(at('ttl')).toEqual({ attribute_name: 'expires', enabled: true })
  }
})

test('a deploy prints where to start executions, where the records are, and the topics of outcomes and alarms', () => {
  const { output } = JSON.parse(dev.stacks['course-enrollment'] ?? '')
  expect(Object.keys(output).sort()).toEqual([
    'alarm_topic',
    'outcome_topic',
    'state_machine',
    'state_machine_live',
    'undelivered_queue',
  ])
  expect(Object.keys(JSON.parse(dev.stacks['waitlist-promotion'] ?? '').output).sort()).toEqual([
    'state_machine',
    'state_machine_live',
  ])
  expect(Object.keys(JSON.parse(dev.stacks.data ?? '').output)).toEqual(['table'])
  expect(Object.keys(JSON.parse(dev.stacks['check-name'] ?? '').output)).toEqual(['live_version'])
})

test('what is synthesized names no path of the machine and holds no credentials', () => {
  for (const text of Object.values(dev.stacks)) {
    expect(text).not.toContain(process.cwd())
    expect(text).not.toMatch(/AKIA|aws_secret|access_key/i)
  }
})
