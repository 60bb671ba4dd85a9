import { sampleItems } from 'records'
import { expect, test } from 'vitest'
import { synthesize } from './synthesized.ts'

const dev = synthesize()
const prod = synthesize({ STAGE: 'prod' })

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

test('the state lies in a file of its own for each stage and stack', () => {
  expect(JSON.parse(prod.stacks['check-name'] ?? '').terraform.backend).toEqual({
    local: { path: '../../../terraform.prod.check-name.tfstate' },
  })
})

test('the state lies in a bucket where one is given, locked and encrypted', () => {
  const { stacks } = synthesize({ STAGE: 'prod', STATE_BUCKET: 'states', STATE_REGION: 'eu-central-1' })
  expect(JSON.parse(stacks['check-name'] ?? '').terraform.backend).toEqual({
    s3: {
      bucket: 'states',
      key: 'course-enrollment/prod/check-name.tfstate',
      region: 'eu-central-1',
      encrypt: true,
      use_lockfile: true,
    },
  })
})

test('a protected table cannot be deleted and can be restored; a throwaway one is neither', () => {
  const table = (of: typeof dev) => {
    const { at } = of.only('aws_dynamodb_table')
    return [at('deletion_protection_enabled'), at('point_in_time_recovery', 'enabled')]
  }
  expect(table(dev)).toEqual([true, true])
  expect(table(synthesize({ PROTECT_TABLE: 'false' }))).toEqual([false, false])
})

test('sample records are put where asked for, once, and nowhere else', () => {
  const items = (of: typeof dev) => of.resources.filter(({ type }) => type === 'aws_dynamodb_table_item')
  expect(items(dev)).toEqual([])
  const samples = items(synthesize({ SAMPLE_RECORDS: 'true' }))
  expect(samples.map(({ at }) => JSON.parse(String(at('item'))))).toEqual(expect.arrayContaining([...sampleItems]))
  for (const { at } of samples) expect(at('lifecycle', 'ignore_changes')).toEqual(['item'])
})

test('tags reach every resource', () => {
  const { resources } = synthesize({ TAGS: 'team=courses, cost-center=42' })
  for (const { tags } of resources) {
    expect(tags).toMatchObject({ team: 'courses', 'cost-center': '42', stage: 'dev', project: 'course-enrollment' })
  }
})

test('provider and runtime can be older ones', () => {
  const older = synthesize({ CDKTF_AWS_PROVIDER_VERSION: '5.100.0', LAMBDA_RUNTIME: 'nodejs22.x' })
  expect(JSON.parse(older.stacks['check-name'] ?? '').terraform.required_providers.aws.version).toBe('5.100.0')
  expect(older.only('aws_lambda_function', { stack: 'check-name' }).at('runtime')).toBe('nodejs22.x')
})

test('an Express workflow ends within five minutes, as AWS would end it', () => {
  const machine = synthesize({ WORKFLOW_TYPE: 'EXPRESS' }).only('aws_sfn_state_machine')
  expect(machine.at('type')).toBe('EXPRESS')
  expect(JSON.parse(String(machine.at('definition'))).TimeoutSeconds).toBe(300)
})

test('executions are encrypted with the key of the stage where asked for', () => {
  expect(dev.only('aws_sfn_state_machine').at('encryption_configuration')).toBeUndefined()
  const encrypted = synthesize({ ENCRYPT_EXECUTIONS: 'true' })
  expect(encrypted.only('aws_sfn_state_machine').at('encryption_configuration', 'type')).toBe(
    'CUSTOMER_MANAGED_KMS_KEY',
  )
  expect(encrypted.only('aws_kms_key').at('policy')).toContain('delivery.logs.amazonaws.com')
})

test('a deploy tells where to start executions, where the records lie, and where outcomes and alarms are heard', () => {
  const { output } = JSON.parse(dev.stacks['course-enrollment'] ?? '')
  expect(Object.keys(output).sort()).toEqual([
    'alarm_topic',
    'outcome_topic',
    'state_machine',
    'state_machine_live',
    'table',
  ])
  expect(Object.keys(JSON.parse(dev.stacks['check-name'] ?? '').output)).toEqual(['live_version'])
})

test('what is synthesized names no path of the machine and holds no credentials', () => {
  for (const text of Object.values(dev.stacks)) {
    expect(text).not.toContain(process.cwd())
    expect(text).not.toMatch(/AKIA|aws_secret|access_key/i)
  }
})
