import { join } from 'node:path'
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
  UpdateAliasCommand,
  type UpdateAliasCommandInput,
} from '@aws-sdk/client-lambda'
import { afterEach, expect, test, vi } from 'vitest'
import { clientOptions } from '../../test/endpoint.ts'
import { startTestEmulator } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'

// Starts workers: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000 })

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', `${name}.mjs`)
/** Version 1 echoes, version 2 throws. */
const TWO_VERSIONS = {
  name: 'check',
  bundle: fixture('throws'),
  earlierBundles: [fixture('echoes')],
  handler: 'index.handler',
  memoryMb: 128,
  timeoutMs: 3000,
  version: '1.0.0',
  environment: {},
  aliases: ['live'],
}

let emulator: Emulator
let client: LambdaClient
async function start(seed = 1): Promise<void> {
  emulator = await startTestEmulator({ functions: [TWO_VERSIONS], seed })
  client = new LambdaClient({ ...clientOptions, endpoint: emulator.url })
}
afterEach(() => emulator.close())

const update = (change: Partial<UpdateAliasCommandInput>) =>
  client.send(new UpdateAliasCommand({ FunctionName: 'check', Name: 'live', ...change }))
const split = (weight: number) =>
  update({ FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { '2': weight } } })
const invoke = async (Qualifier: string) => {
  const { ExecutedVersion, FunctionError } = await client.send(new InvokeCommand({ FunctionName: 'check', Qualifier }))
  return [ExecutedVersion, FunctionError]
}
const versionsOf = async (invocations: number) => {
  const versions: (string | undefined)[] = []
  while (versions.length < invocations) versions.push((await invoke('live'))[0])
  return versions.join('')
}

test('each version runs its own bundle, and an alias begins at the newest', async () => {
  await start()
  expect(await invoke('1')).toEqual(['1', undefined])
  expect(await invoke('2')).toEqual(['2', 'Unhandled'])
  expect(await invoke('live')).toEqual(['2', 'Unhandled'])
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'check' }))
  expect(Versions.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2'])
  expect(new Set(Versions.map(({ CodeSha256 }) => CodeSha256)).size).toBe(2)
})

test('an alias that was moved leads there, in every answer', async () => {
  await start()
  const { RevisionId, ...moved } = await update({ FunctionVersion: '1', Description: 'rolled back' })
  expect(moved).toMatchObject({ FunctionVersion: '1', Description: 'rolled back' })
  expect(await client.send(new GetAliasCommand({ FunctionName: 'check', Name: 'live' }))).toMatchObject({
    FunctionVersion: '1',
    RevisionId,
  })
  const described = new GetFunctionConfigurationCommand({ FunctionName: 'check', Qualifier: 'live' })
  expect(await client.send(described)).toMatchObject({ Version: '1' })
  expect(await invoke('live')).toEqual(['1', undefined])
})

test('a weight sends its share of invocations to the other version, the same ones with the same seed', async () => {
  await start(7)
  await split(0.3)
  const first = await versionsOf(60)
  const shifted = first.replaceAll('1', '').length
  expect(shifted).toBeGreaterThan(9)
  expect(shifted).toBeLessThan(27)
  await emulator.close()
  await start(7)
  await split(0.3)
  expect(await versionsOf(60)).toBe(first)
  await update({ RoutingConfig: { AdditionalVersionWeights: {} } })
  expect(await versionsOf(10)).toBe('1'.repeat(10))
})

test.each([
  [{ FunctionVersion: '3' }, 'InvalidParameterValueException', 'Function version does not exist: 3'],
  [{ RoutingConfig: { AdditionalVersionWeights: { '2': 0.1 } } }, 'InvalidParameterValueException', "alias's own"],
  [{ RoutingConfig: { AdditionalVersionWeights: { '1': 1.5 } } }, 'InvalidParameterValueException', 'between 0.0'],
  [{ RevisionId: 'an older one' }, 'PreconditionFailedException', 'does not match the latest RevisionId'],
  [{ Name: 'next', FunctionVersion: '1' }, 'ResourceNotFoundException', 'Cannot find alias arn'],
] as const)('%j is refused with %s', async (change, name, message) => {
  await start()
  await expect(update(change)).rejects.toMatchObject({ name, message: expect.stringContaining(message) })
})
