import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lambdas, stateMachines } from 'workflow'
import { alarmNames } from '../constructs/alarms.ts'
import { statementsOf } from './policies.ts'
import { synthesize } from './synthesized.ts'

const dev = synthesize()
const STATE_MACHINES = Object.values(stateMachines)

test('there is a stack for each Lambda package, for each state machine and for the records', () => {
  expect(Object.keys(dev.stacks).sort()).toEqual([...lambdas.map(({ name }) => name), ...STATE_MACHINES, 'data'].sort())
})

test('each stack is deployed after those whose functions it calls and whose state machines it starts', () => {
  expect(dev.dependencies).toEqual({
    ...Object.fromEntries([...lambdas.map(({ name }) => name), 'data'].map((name) => [name, []])),
    'waitlist-promotion': ['data'],
    'course-enrollment': [...lambdas.map(({ name }) => name), 'data', 'waitlist-promotion'].sort(),
    'course-withdrawal': ['check-email', 'data', 'waitlist-promotion'],
    'payment-received': ['check-email', 'data'],
  })
})

test.each(lambdas)('$name is deployed as its manifest says, on arm64, from its own bundle', ({ name, ...manifest }) => {
  const { at } = dev.only('aws_lambda_function', { stack: name })
  expect([at('function_name'), at('memory_size'), at('timeout'), at('architectures', 0), at('runtime')]).toEqual([
    `dev-${name}`,
    manifest.memoryMb,
    manifest.timeoutMs / 1000,
    'arm64',
    'nodejs24.x',
  ])
  expect(at('filename')).toBe(`../../bundles/${name}.zip`)
  expect(Object.keys(at('environment', 'variables') as object)).toEqual(['NODE_OPTIONS', 'POWERTOOLS_LOG_LEVEL'])
})

test.each(lambdas)(
  '$name names package version and bytes in the description that a published version keeps',
  ({ name }) => {
    const { at, tags } = dev.only('aws_lambda_function', { stack: name })
    const bytes = Buffer.from(String(at('source_code_hash')), 'base64')
      .toString('hex')
      .slice(0, 7)
    expect(at('description')).toBe(`${name} ${tags.version} · ${bytes} (bytes)`)
    expect(tags.version).toMatch(/^\d+\.\d+\.\d+$/)
  },
)

test.each(lambdas)('$name: every deploy publishes a version, and "live" names the newest', ({ name }) => {
  expect(dev.only('aws_lambda_function', { stack: name }).at('publish')).toBe(true)
  const alias = dev.only('aws_lambda_alias', { stack: name })
  expect([alias.at('name'), alias.at('function_version')]).toEqual([
    'live',
    expect.stringContaining('aws_lambda_function.function.version'),
  ])
})

test('a pin keeps "live" on an older version, in its stage and of its function alone', () => {
  const pinned = synthesize({ pins: { dev: { 'check-name': '3' }, prod: { 'check-email': '7' } } })
  expect(pinned.only('aws_lambda_alias', { stack: 'check-name' }).at('function_version')).toBe('3')
  const { 'check-name': _, ...others } = dev.stacks
  expect(pinned.stacks).toMatchObject(others)
})

test('course-enrollment calls the aliases', () => {
  const machine = dev.only('aws_sfn_state_machine', { stack: 'course-enrollment' })
  for (const { name } of lambdas) expect(machine.at('definition')).toMatch(new RegExp(`:function:dev-${name}:live"`))
})

describe.each(STATE_MACHINES)('%s', (stack) => {
  const machine = dev.only('aws_sfn_state_machine', { stack })

  test('is Standard, is published, and has an alias of its own', () => {
    expect([machine.at('name'), machine.at('type'), machine.at('publish')]).toEqual([`dev-${stack}`, 'STANDARD', true])
    expect(dev.only('aws_sfn_alias', { stack }).at('routing_configuration', 0)).toEqual({
      state_machine_version_arn: expect.stringContaining('.state_machine_version_arn'),
      weight: 100,
    })
  })

  test('is kept on an older version by a pin, and new ones are published behind it', () => {
    const pinned = synthesize({ pins: { dev: { [stack]: '3' } } })
    expect(pinned.only('aws_sfn_alias', { stack }).at('routing_configuration', 0)).toEqual({
      state_machine_version_arn: expect.stringMatching(new RegExp(`:stateMachine:dev-${stack}:3$`)),
      weight: 100,
    })
    expect(pinned.only('aws_sfn_state_machine', { stack }).at('publish')).toBe(true)
    const { [stack]: _, ...others } = dev.stacks
    expect(pinned.stacks).toMatchObject(others)
  })

  test('logs no execution data, under a name for which AWS needs no policy, with a key that admits it', () => {
    expect(machine.at('logging_configuration')).toMatchObject({ level: 'ALL', include_execution_data: false })
    const group = dev.only('aws_cloudwatch_log_group', { stack, id: 'state-machine-log-group' })
    expect(group.at('name')).toBe(`/aws/vendedlogs/states/dev-${stack}`)
    const admitted = statementsOf(dev.only('aws_kms_key'), 'policy').flatMap(
      ({ conditions }) => (conditions.ArnEquals?.['kms:EncryptionContext:aws:logs:arn'] ?? []) as string[],
    )
    expect(admitted.filter((arn) => arn.endsWith(`:log-group:/aws/vendedlogs/states/dev-${stack}`))).toHaveLength(1)
  })
})

test('no stack reads another one’s state', () => {
  for (const text of Object.values(dev.stacks)) expect(text).not.toContain('terraform_remote_state')
})

describe('alarms', () => {
  const alarms = dev.resources.filter(({ type }) => type === 'aws_cloudwatch_metric_alarm')

  test('fire for executions that fail, for each function in trouble, and for outcomes that nobody received', () => {
    const [ofFunctions, others] = [
      alarms.filter(({ stack }) => lambdas.some(({ name }) => name === stack)),
      alarms.filter(({ stack }) => STATE_MACHINES.some((name) => name === stack)),
    ]
    for (const name of STATE_MACHINES) {
      expect(
        others
          .filter(({ stack }) => stack === name)
          .map(({ at }) => [at('metric_name'), at('dimensions', 'StateMachineArn')])
          .filter(([, arn]) => String(arn).endsWith(`:stateMachine:dev-${name}`))
          .map(([metric]) => metric)
          .sort(),
      ).toEqual(['ExecutionThrottled', 'ExecutionsAborted', 'ExecutionsFailed', 'ExecutionsTimedOut'])
    }
    const more = others.filter(({ at }) => at('namespace') !== 'AWS/States')
    expect(more.map(({ stack, at }) => [stack, at('metric_name')])).toEqual([
      ['course-enrollment', 'ApproximateNumberOfMessagesVisible'],
    ])
    for (const { name } of lambdas) {
      const metrics = ofFunctions.filter(({ stack }) => stack === name).map(({ at }) => at('metric_name'))
      expect(metrics.sort()).toEqual(['Duration', 'Errors', 'Throttles'])
    }
    for (const { at } of alarms) expect(at('alarm_actions', 0)).toMatch(/:dev-course-enrollment-alarms$/)
  })

  test('of duration fire before a function runs out of time', () => {
    for (const { name, timeoutMs } of lambdas) {
      const { at } = dev.only('aws_cloudwatch_metric_alarm', { stack: name, id: 'duration' })
      expect([at('statistic'), at('threshold')]).toEqual(['Maximum', timeoutMs * 0.8])
    }
  })

  test('may publish each by its own name, so that another stage whose name begins alike may not', () => {
    const [statement] = statementsOf(dev.only('aws_sns_topic_policy'), 'policy')
    const admitted = statement?.conditions.ArnEquals?.['aws:SourceArn'] as string[]
    const names = alarms.map(({ at }) => String(at('alarm_name')))
    expect(admitted.map((arn) => arn.split(':alarm:')[1]).sort()).toEqual(names.sort())
    for (const arn of admitted) expect(arn).not.toContain('*')
  })
})

test('every alarm is in the runbook with what to do', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
  const parts = [...lambdas.map(({ name }) => name), ...STATE_MACHINES]
  const kinds = alarmNames.map((name) => parts.reduce((text, part) => text.replace(`${part}-`, ''), name))
  for (const kind of new Set(kinds)) expect(runbook).toMatch(new RegExp(`^\\| \`…-.*${kind}\``, 'm'))
})

test.each(STATE_MACHINES)(
  '%s: integrations are those of the partition: in China and GovCloud there is no arn:aws',
  (stack) => {
    const definition = String(dev.only('aws_sfn_state_machine', { stack }).at('definition'))
    expect(definition).toContain(':states:::aws-sdk:dynamodb:transactWriteItems')
    expect(definition).not.toMatch(/arn:aws:/)
  },
)

test('conditions and principals name endpoints with the partition’s own suffix', () => {
  for (const text of Object.values(dev.stacks)) {
    expect(text).not.toMatch(/\$\{data\.aws_region[^}]*\}\.amazonaws\.com/)
  }
  expect(dev.only('aws_kms_key').at('policy')).toContain('dns_suffix')
})

test('the dashboard names no function, table or machine of another stage', () => {
  const body = String(dev.only('aws_cloudwatch_dashboard').at('dashboard_body'))
  for (const { name } of lambdas) expect(body).toContain(`"dev-${name}"`)
  for (const name of STATE_MACHINES) expect(body).toContain(`:stateMachine:dev-${name}"`)
  expect(() => JSON.parse(body)).not.toThrow()
})
