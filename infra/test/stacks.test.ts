import { expect, test } from 'vitest'
import { lambdas } from 'workflow'
import { synthesize } from './synthesized.ts'

const dev = synthesize()

test('there is a stack for each Lambda package, and one for the workflow and its table', () => {
  expect(Object.keys(dev.stacks).sort()).toEqual([...lambdas.map(({ name }) => name), 'course-enrollment'].sort())
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
  expect(Object.keys(at('environment', 'variables') as object)).toEqual([
    'NODE_OPTIONS',
    'POWERTOOLS_LOG_LEVEL',
    ...manifest.environment,
  ])
})

test.each(lambdas)(
  '$name tells its package version in the description that a published version keeps, and in a tag',
  ({ name }) => {
    const { at, tags } = dev.only('aws_lambda_function', { stack: name })
    expect(at('description')).toContain(`(${name} ${tags.version})`)
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
  const pinned = synthesize({}, { dev: { 'check-name': '3' }, prod: { 'check-email': '7' } })
  expect(pinned.only('aws_lambda_alias', { stack: 'check-name' }).at('function_version')).toBe('3')
  for (const stack of ['check-email', 'check-payment', 'validate-details', 'course-enrollment']) {
    expect(pinned.stacks[stack]).toBe(dev.stacks[stack])
  }
})

test('the state machine calls the aliases, is published, and has an alias of its own', () => {
  const machine = dev.only('aws_sfn_state_machine')
  for (const { name } of lambdas) expect(machine.at('definition')).toMatch(new RegExp(`:function:dev-${name}:live"`))
  expect(machine.at('publish')).toBe(true)
  const alias = dev.only('aws_sfn_alias')
  expect(alias.at('routing_configuration', 0)).toEqual({
    state_machine_version_arn: expect.stringContaining('.state_machine_version_arn'),
    weight: 100,
  })
})

test('the log of the state machine holds no execution data, and lies where AWS needs no policy for it', () => {
  expect(dev.only('aws_sfn_state_machine').at('logging_configuration')).toMatchObject({
    level: 'ALL',
    include_execution_data: false,
  })
  const group = dev.only('aws_cloudwatch_log_group', { id: 'state-machine-log-group' })
  expect(group.at('name')).toBe('/aws/vendedlogs/states/dev-course-enrollment')
})

test('no stack reads another one’s state', () => {
  for (const text of Object.values(dev.stacks)) expect(text).not.toContain('terraform_remote_state')
})

test('alarms ring for failed, timed-out and throttled executions and for the errors of each function', () => {
  const alarms = dev.resources.filter(({ type }) => type === 'aws_cloudwatch_metric_alarm')
  expect(alarms.map(({ at }) => at('metric_name')).sort()).toEqual([
    'Errors',
    'Errors',
    'Errors',
    'Errors',
    'ExecutionThrottled',
    'ExecutionsFailed',
    'ExecutionsTimedOut',
  ])
  for (const { at } of alarms) expect(at('alarm_actions', 0)).toMatch(/:dev-course-enrollment-alarms$/)
})

test('the dashboard names no function, table or machine of another stage', () => {
  const body = String(dev.only('aws_cloudwatch_dashboard').at('dashboard_body'))
  for (const { name } of lambdas) expect(body).toContain(`"dev-${name}"`)
  expect(() => JSON.parse(body)).not.toThrow()
})
