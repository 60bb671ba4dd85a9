import { execFile, spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { OPERATIONS } from '../src/step-functions/operations.ts'
import { chain, ECHO, PASS, ROLE, startTestEmulator } from './test-emulator.ts'

// Each call starts a Python of its own.
vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const installed = spawnSync('aws', ['--version']).status === 0

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:cli'
const EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:cli'
const CALLBACK = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  HeartbeatSeconds: 600,
  Arguments: { FunctionName: 'echo', Payload: { token: '{% $states.context.Task.Token %}' } },
}

let emulator: Emulator
const called = new Set<string>()
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.close())

/** What answers are looked into for. */
interface Answer {
  events: { id: number; type: string; taskSubmittedEventDetails?: { output: string } }[]
  stateMachineArn: string
  stateMachineVersions: object[]
}

/** `aws stepfunctions <operation> …`: options by their names, whatever is no text as JSON. */
async function sfn(operation: string, options: Record<string, unknown> = {}): Promise<Answer> {
  called.add(operation.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()))
  const args = Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, typeof value === 'string' ? value : JSON.stringify(value)],
  )
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: emulator.url,
    AWS_REGION: emulator.region,
    AWS_DEFAULT_REGION: emulator.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
    AWS_PAGER: '',
  }
  const { stdout } = await run('aws', ['stepfunctions', operation, ...args, '--output', 'json'], { env })
  return JSON.parse(stdout || '{}')
}

/** The token that the newest task of an execution waits for. */
async function tokenOf(execution: string): Promise<string> {
  for (;;) {
    const { events } = await sfn('get-execution-history', { 'execution-arn': execution, 'reverse-order': true })
    const [newest] = events as { type: string; taskSubmittedEventDetails?: { output: string } }[]
    if (newest?.type === 'TaskSubmitted')
      return JSON.parse(newest.taskSubmittedEventDetails?.output ?? '').Payload.token
    await delay(50)
  }
}

const describeExecution = (execution: string) => sfn('describe-execution', { 'execution-arn': execution })

describe.skipIf(!installed)('the AWS CLI', () => {
  test('keeps a state machine with its versions, aliases and tags', async () => {
    const definition = chain(PASS, ECHO)
    const tags = [{ key: 'team', value: 'a' }]
    const created = { name: 'cli', definition, 'role-arn': ROLE, publish: true, 'version-description': 'one', tags }
    const version = `${MACHINE}:1`
    expect(await sfn('validate-state-machine-definition', { definition })).toMatchObject({ result: 'OK' })
    expect(await sfn('create-state-machine', created)).toMatchObject({
      stateMachineArn: MACHINE,
      stateMachineVersionArn: version,
    })
    expect(await sfn('list-state-machines')).toMatchObject({ stateMachines: [{ name: 'cli', type: 'STANDARD' }] })
    expect(await sfn('describe-state-machine', { 'state-machine-arn': MACHINE })).toMatchObject({ definition })

    const changed = chain(PASS, CALLBACK)
    expect(await sfn('update-state-machine', { 'state-machine-arn': MACHINE, definition: changed })).toHaveProperty(
      'revisionId',
    )
    expect(await sfn('publish-state-machine-version', { 'state-machine-arn': MACHINE })).toMatchObject({
      stateMachineVersionArn: `${MACHINE}:2`,
    })
    const { stateMachineVersions } = await sfn('list-state-machine-versions', { 'state-machine-arn': MACHINE })
    expect(stateMachineVersions).toHaveLength(2)

    const route = (stateMachineVersionArn: string) => [{ stateMachineVersionArn, weight: 100 }]
    const alias = `${MACHINE}:live`
    const live = { name: 'live', 'routing-configuration': route(version) }
    expect(await sfn('create-state-machine-alias', live)).toMatchObject({ stateMachineAliasArn: alias })
    await sfn('update-state-machine-alias', {
      'state-machine-alias-arn': alias,
      'routing-configuration': route(`${MACHINE}:2`),
    })
    expect(await sfn('describe-state-machine-alias', { 'state-machine-alias-arn': alias })).toMatchObject({
      routingConfiguration: route(`${MACHINE}:2`),
    })
    expect(await sfn('list-state-machine-aliases', { 'state-machine-arn': MACHINE })).toMatchObject({
      stateMachineAliases: [{ stateMachineAliasArn: alias }],
    })

    await sfn('tag-resource', { 'resource-arn': MACHINE, tags: [{ key: 'stage', value: 'b' }] })
    await sfn('untag-resource', { 'resource-arn': MACHINE, 'tag-keys': ['team'] })
    expect(await sfn('list-tags-for-resource', { 'resource-arn': MACHINE })).toEqual({
      tags: [{ key: 'stage', value: 'b' }],
    })
  })

  test('starts executions, answers for their tasks, stops and redrives them', async () => {
    const start = (name: string) =>
      sfn('start-execution', { 'state-machine-arn': `${MACHINE}:live`, name, input: '{"a":1}' })
    expect(await start('one')).toMatchObject({ executionArn: `${EXECUTION}:one` })
    const token = await tokenOf(`${EXECUTION}:one`)
    await sfn('send-task-heartbeat', { 'task-token': token })
    await sfn('send-task-success', { 'task-token': token, 'task-output': '{"done":true}' })
    expect(await describeExecution(`${EXECUTION}:one`)).toMatchObject({ status: 'SUCCEEDED', output: '{"done":true}' })
    expect(await sfn('describe-state-machine-for-execution', { 'execution-arn': `${EXECUTION}:one` })).toMatchObject({
      stateMachineArn: MACHINE,
      definition: chain(PASS, CALLBACK),
    })

    await start('two')
    const failed = { 'task-token': await tokenOf(`${EXECUTION}:two`), error: 'Refused', cause: 'no' }
    await sfn('send-task-failure', failed)
    expect(await describeExecution(`${EXECUTION}:two`)).toMatchObject({ status: 'FAILED', error: 'Refused' })
    expect(await sfn('redrive-execution', { 'execution-arn': `${EXECUTION}:two` })).toHaveProperty('redriveDate')
    await tokenOf(`${EXECUTION}:two`)
    await sfn('stop-execution', { 'execution-arn': `${EXECUTION}:two`, error: 'Enough' })
    expect(await describeExecution(`${EXECUTION}:two`)).toMatchObject({ status: 'ABORTED', redriveCount: 1 })

    const succeeded = { 'state-machine-arn': MACHINE, 'status-filter': 'SUCCEEDED' }
    expect(await sfn('list-executions', succeeded)).toMatchObject({ executions: [{ name: 'one' }] })
    const pages = { 'execution-arn': `${EXECUTION}:one`, 'page-size': '2' }
    const { events } = await sfn('get-execution-history', pages)
    expect(events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('waits for the end of an Express execution', async () => {
    const express = { name: 'express', definition: chain(ECHO), 'role-arn': ROLE, type: 'EXPRESS' }
    const { stateMachineArn } = await sfn('create-state-machine', express)
    expect(await sfn('start-sync-execution', { 'state-machine-arn': stateMachineArn, input: '{"b":2}' })).toMatchObject(
      { status: 'SUCCEEDED', output: '{"b":2}' },
    )
  })

  test('reports what is wrong in the words of AWS', async () => {
    await expect(describeExecution('x')).rejects.toThrow(
      "An error occurred (InvalidArn) when calling the DescribeExecution operation: Invalid Arn: 'Invalid ARN prefix: x'",
    )
    const used = sfn('delete-state-machine-version', { 'state-machine-version-arn': `${MACHINE}:2` })
    await expect(used).rejects.toThrow('An error occurred (ConflictException)')
  })

  test('deletes what it made, and has called every operation that there is', async () => {
    await sfn('delete-state-machine-alias', { 'state-machine-alias-arn': `${MACHINE}:live` })
    await sfn('delete-state-machine-version', { 'state-machine-version-arn': `${MACHINE}:1` })
    await sfn('delete-state-machine', { 'state-machine-arn': MACHINE })
    await expect(sfn('describe-state-machine', { 'state-machine-arn': MACHINE })).rejects.toThrow(
      '(StateMachineDoesNotExist)',
    )
    expect([...called].sort()).toEqual(
      Object.keys(OPERATIONS)
        .filter((name) => !/Activit|MapRun|TestState/.test(name))
        .sort(),
    )
  })
})
