import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  type CreateStateMachineCommandInput,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  type SFNClient,
  StartExecutionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chain, FAIL, PASS, ROLE, sfnClient, startTestEmulator } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'

let emulator: Emulator
let sfn: SFNClient
beforeEach(async () => {
  emulator = await startTestEmulator()
  sfn = sfnClient(emulator)
})
afterEach(() => emulator.close())

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:m'
const ONE = chain(PASS)
const TWO = chain(PASS, PASS)
const create = (more: Partial<CreateStateMachineCommandInput> = {}) =>
  sfn.send(new CreateStateMachineCommand({ name: 'm', definition: ONE, roleArn: ROLE, ...more }))
const describe = (stateMachineArn = ARN) => sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))
const update = (more: object) => sfn.send(new UpdateStateMachineCommand({ stateMachineArn: ARN, ...more }))
const publish = (more: object = {}) =>
  sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: ARN, ...more }))
const versions = async () => {
  const { stateMachineVersions = [] } = await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn: ARN }))
  return stateMachineVersions.map(({ stateMachineVersionArn }) => stateMachineVersionArn)
}
const alias = (name: string, routes: [string, number][], description?: string) =>
  sfn.send(
    new CreateStateMachineAliasCommand({
      name,
      ...(description !== undefined && { description }),
      routingConfiguration: routes.map(([stateMachineVersionArn, weight]) => ({ stateMachineVersionArn, weight })),
    }),
  )

test('versions are numbered in order, published once per revision and never renumbered', async () => {
  expect(await create({ publish: true, versionDescription: 'first' })).toMatchObject({
    stateMachineVersionArn: `${ARN}:1`,
  })
  expect(await publish()).toMatchObject({ stateMachineVersionArn: `${ARN}:1` })
  expect(await update({ definition: TWO, publish: true })).toMatchObject({ stateMachineVersionArn: `${ARN}:2` })
  expect(await versions()).toEqual([`${ARN}:2`, `${ARN}:1`])
  expect(await describe(`${ARN}:1`)).toMatchObject({
    stateMachineArn: `${ARN}:1`,
    definition: ONE,
    description: 'first',
  })
  expect((await describe()).definition).toBe(TWO)
  await sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${ARN}:2` }))
  await sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${ARN}:2` }))
  expect(await publish({ description: 'again' })).toMatchObject({ stateMachineVersionArn: `${ARN}:3` })
  expect(await versions()).toEqual([`${ARN}:3`, `${ARN}:1`])
})

test('a version is published of the revision that the caller means, or not at all', async () => {
  await create()
  const { revisionId: old } = await update({ definition: TWO })
  const { revisionId: current } = await update({ definition: ONE })
  await expect(publish({ revisionId: old })).rejects.toMatchObject({
    name: 'ConflictException',
    message: `Failed to publish the State Machine version for revision ${old}. The current State Machine revision is ${current}.`,
  })
  expect(await publish({ revisionId: current })).toMatchObject({ stateMachineVersionArn: `${ARN}:1` })
  await expect(create({ name: 'n', versionDescription: 'x' })).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Version description can only be set when publish is true',
  })
})

test('an update changes the state machine, not its versions', async () => {
  await create({ publish: true })
  await expect(
    sfn.send(new UpdateStateMachineCommand({ stateMachineArn: `${ARN}:1`, definition: TWO })),
  ).rejects.toMatchObject({ name: 'ValidationException' })
})

test('an alias is created once, described, updated, listed and deleted', async () => {
  await create({ publish: true })
  await update({ definition: TWO, publish: true })
  const created = await alias('live', [[`${ARN}:1`, 100]], 'the one in use')
  expect(created).toMatchObject({ stateMachineAliasArn: `${ARN}:live` })
  expect(await alias('live', [[`${ARN}:1`, 100]], 'the one in use')).toMatchObject({
    creationDate: created.creationDate,
  })
  await expect(alias('live', [[`${ARN}:2`, 100]])).rejects.toMatchObject({
    name: 'ConflictException',
    message:
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
  })
  const routingConfiguration = [
    { stateMachineVersionArn: `${ARN}:1`, weight: 50 },
    { stateMachineVersionArn: `${ARN}:2`, weight: 50 },
  ]
  await sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn: `${ARN}:live`, routingConfiguration }))
  const described = await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${ARN}:live` }))
  expect(described).toMatchObject({ name: 'live', description: 'the one in use', routingConfiguration })
  await alias('only-2', [[`${ARN}:2`, 100]])
  const list = async (stateMachineArn: string) => {
    const { stateMachineAliases = [] } = await sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn }))
    return stateMachineAliases.map(({ stateMachineAliasArn }) => stateMachineAliasArn)
  }
  expect(await list(ARN)).toEqual([`${ARN}:live`, `${ARN}:only-2`])
  expect(await list(`${ARN}:1`)).toEqual([`${ARN}:live`])
  await expect(
    sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${ARN}:1` })),
  ).rejects.toMatchObject({
    name: 'ConflictException',
    message:
      'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
  })
  await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn: `${ARN}:live` }))
  await sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${ARN}:1` }))
  expect(await list(ARN)).toEqual([`${ARN}:only-2`])
  await expect(
    sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn: `${ARN}:live`, description: 'x' })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFound',
    message: 'Request references a resource that does not exist.',
  })
})

test('an alias leads to existing versions of one state machine, by weights that add up to 100', async () => {
  await create({ publish: true })
  await update({ definition: TWO, publish: true })
  const refused = async (routes: [string, number][], message: string | RegExp) => {
    await expect(alias('a', routes)).rejects.toThrow(message)
  }
  await refused([[ARN, 100]], `Routing configuration must contain state machine version ARNs. Received: [${ARN}]`)
  await refused(
    [
      [`${ARN}:1`, 50],
      [`${ARN}:1`, 50],
    ],
    `Routing configuration must contain distinct state machine version ARNs. Received: [${ARN}:1, ${ARN}:1]`,
  )
  await refused(
    [
      [`${ARN}:1`, 70],
      [`${ARN}:2`, 29],
    ],
    'Sum of routing configuration weights must equal 100. Received: [70, 29]',
  )
  await refused([[`${ARN}:9`, 100]], 'Request references a resource that does not exist.')
  await refused(
    [[`${ARN}:1`, 101]],
    "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
  )
  await expect(alias('123', [[`${ARN}:1`, 100]])).rejects.toThrow(
    "1 validation error detected: Value '123' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$",
  )
})

test('a start by version or alias runs that version and says so', async () => {
  await create({ publish: true })
  await update({ definition: chain(FAIL), publish: true })
  await alias('live', [[`${ARN}:1`, 100]])
  await alias('next', [
    [`${ARN}:1`, 0],
    [`${ARN}:2`, 100],
  ])
  const run = async (stateMachineArn: string) => {
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }))
    return sfn.send(new DescribeExecutionCommand({ executionArn }))
  }
  expect(await run(`${ARN}:1`)).toMatchObject({ status: 'SUCCEEDED', stateMachineVersionArn: `${ARN}:1` })
  expect(await run(`${ARN}:live`)).toMatchObject({
    status: 'SUCCEEDED',
    stateMachineArn: ARN,
    stateMachineVersionArn: `${ARN}:1`,
    stateMachineAliasArn: `${ARN}:live`,
  })
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: `${ARN}:live` }))
  const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1 }))
  expect(events?.[0]?.executionStartedEventDetails).toMatchObject({
    stateMachineVersionArn: `${ARN}:1`,
    stateMachineAliasArn: `${ARN}:live`,
  })
  expect(await run(`${ARN}:next`)).toMatchObject({ status: 'FAILED', stateMachineVersionArn: `${ARN}:2` })
  expect(await run(ARN)).not.toHaveProperty('stateMachineVersionArn')
  const count = async (stateMachineArn: string) =>
    (await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions?.length
  expect([await count(ARN), await count(`${ARN}:1`), await count(`${ARN}:live`)]).toEqual([5, 3, 2])
  await expect(run(`${ARN}:none`)).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
    message: `State Machine Does Not Exist: '${ARN}:none'`,
  })
})

test('the starts of an alias that leads to two versions are drawn by their weights, alike with the same seed', async () => {
  const drawn = async () => {
    await emulator.close()
    emulator = await startTestEmulator({ seed: 3 })
    sfn = sfnClient(emulator)
    await create({ publish: true })
    await update({ definition: TWO, publish: true })
    await alias('live', [
      [`${ARN}:1`, 70],
      [`${ARN}:2`, 30],
    ])
    const versions: string[] = []
    while (versions.length < 60) {
      const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: `${ARN}:live` }))
      const { stateMachineVersionArn } = await sfn.send(new DescribeExecutionCommand({ executionArn }))
      versions.push(stateMachineVersionArn?.split(':').at(-1) ?? '')
    }
    return versions.join('')
  }
  const first = await drawn()
  const shifted = first.replaceAll('1', '').length
  expect(shifted).toBeGreaterThan(9)
  expect(shifted).toBeLessThan(27)
  expect(await drawn()).toBe(first)
})
