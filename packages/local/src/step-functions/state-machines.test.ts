import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  type CreateStateMachineCommandInput,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  PublishStateMachineVersionCommand,
  paginateListStateMachines,
  type SFNClient,
  StartExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chain, FAIL, PASS, ROLE, sfnClient, startRoom } from '../../test/room.ts'
import type { MachineRoom } from '../index.ts'

let room: MachineRoom
let sfn: SFNClient
beforeEach(async () => {
  room = await startRoom()
  sfn = sfnClient(room)
})
afterEach(() => room.close())

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

test('a state machine is described with what it was created with, and AWS’s defaults', async () => {
  const created = await create()
  expect(created.stateMachineArn).toBe(ARN)
  expect(created).not.toHaveProperty('stateMachineVersionArn')
  const { $metadata, ...described } = await describe()
  expect(described).toEqual({
    stateMachineArn: ARN,
    name: 'm',
    status: 'ACTIVE',
    definition: ONE,
    roleArn: ROLE,
    type: 'STANDARD',
    creationDate: created.creationDate,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
  })
})

test('keeps and tells the configurations that it does not act on', async () => {
  const logGroupArn = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/vendedlogs/m:*'
  const configurations: Partial<CreateStateMachineCommandInput> = {
    type: 'EXPRESS',
    loggingConfiguration: {
      level: 'ALL',
      includeExecutionData: true,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
    },
    tracingConfiguration: { enabled: true },
    encryptionConfiguration: {
      type: 'CUSTOMER_MANAGED_KMS_KEY',
      kmsKeyId: 'alias/k',
      kmsDataKeyReusePeriodSeconds: 60,
    },
  }
  await create(configurations)
  expect(await describe()).toMatchObject(configurations)
  await expect(create({ name: 'n', loggingConfiguration: { level: 'ALL' } })).rejects.toMatchObject({
    name: 'InvalidLoggingConfiguration',
  })
  const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY' as const }
  await expect(create({ name: 'n', encryptionConfiguration })).rejects.toMatchObject({
    name: 'InvalidEncryptionConfiguration',
  })
})

test('to create the same again gives the same; other content under the name is refused', async () => {
  const first = await create()
  const again = await create({ roleArn: `${ROLE}-other`, tags: [{ key: 'k', value: 'v' }] })
  expect(again).toMatchObject({ stateMachineArn: ARN, creationDate: first.creationDate })
  expect((await describe()).roleArn).toBe(ROLE)
  for (const other of [{ definition: `${ONE} ` }, { type: 'EXPRESS' as const }, { publish: true }]) {
    await expect(create(other)).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${ARN}'`,
    })
  }
})

test.each([
  ['a space', 'a b'],
  ['a slash', 'a/b'],
  ['a colon', 'a:b'],
  ['a wildcard', 'a*'],
  ['a bracket', 'a[b]'],
  ['a control character', 'a\u0007'],
])('refuses a name with %s', async (_what, name) => {
  await expect(create({ name })).rejects.toMatchObject({ name: 'InvalidName', message: `Invalid Name: '${name}'` })
})

test('refuses a name that is too long by its length, and takes one of 80 characters', async () => {
  const name = 'x'.repeat(81)
  await expect(create({ name })).rejects.toMatchObject({
    name: 'ValidationException',
    message: `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80`,
  })
  await expect(create({ name: name.slice(1) })).resolves.toBeDefined()
})

test('refuses a definition with AWS’s error, naming the place', async () => {
  await expect(create({ definition: '{"StartAt":"A"}' })).rejects.toMatchObject({
    name: 'InvalidDefinition',
    message: expect.stringMatching(
      /^Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: \[States\] at/,
    ),
  })
  await create()
  await expect(update({ definition: 'x' })).rejects.toMatchObject({ name: 'InvalidDefinition' })
  expect((await describe()).definition).toBe(ONE)
})

test('an update makes a new revision only where it changes something', async () => {
  await create()
  const { revisionId, updateDate } = await update({ definition: TWO, roleArn: `${ROLE}-2` })
  expect(revisionId).toMatch(/^[0-9a-f-]{36}$/)
  expect(updateDate).toBeInstanceOf(Date)
  expect(await describe()).toMatchObject({ definition: TWO, roleArn: `${ROLE}-2`, revisionId })
  expect(await update({ definition: TWO })).toMatchObject({ revisionId })
  await expect(update({})).rejects.toMatchObject({
    name: 'MissingRequiredParameter',
    message:
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
  })
})

test('what is not there does not exist, and to delete it is no error', async () => {
  const error = { name: 'StateMachineDoesNotExist', message: `State Machine Does Not Exist: '${ARN}'` }
  await expect(describe()).rejects.toMatchObject(error)
  await expect(update({ definition: TWO })).rejects.toMatchObject(error)
  await expect(sfn.send(new ListExecutionsCommand({ stateMachineArn: ARN }))).rejects.toMatchObject(error)
  await expect(describe('nonsense')).rejects.toMatchObject({
    name: 'InvalidArn',
    message: "Invalid Arn: 'Invalid ARN prefix: nonsense'",
  })
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: ARN }))
})

test('lists state machines by name and page', async () => {
  for (const name of ['c', 'a10', 'a1', 'b']) await create({ name })
  const names = []
  for await (const page of paginateListStateMachines({ client: sfn, pageSize: 3 }, {})) {
    names.push(...(page.stateMachines ?? []).map((machine) => machine.name))
  }
  expect(names).toEqual(['a1', 'a10', 'b', 'c'])
  await expect(sfn.send(new ListStateMachinesCommand({ maxResults: 1001 }))).rejects.toThrow(
    "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
  )
})

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
  expect(await run(`${ARN}:next`)).toMatchObject({ status: 'FAILED', stateMachineVersionArn: `${ARN}:2` })
  expect(await run(ARN)).not.toHaveProperty('stateMachineVersionArn')
  const count = async (stateMachineArn: string) =>
    (await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions?.length
  expect([await count(ARN), await count(`${ARN}:1`), await count(`${ARN}:live`)]).toEqual([4, 2, 1])
  await expect(run(`${ARN}:none`)).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
    message: `State Machine Does Not Exist: '${ARN}:none'`,
  })
})

test('tags are set, replaced and taken away; versions have none', async () => {
  await create({ tags: [{ key: 'a', value: '1' }], publish: true })
  const list = async (resourceArn = ARN) => (await sfn.send(new ListTagsForResourceCommand({ resourceArn }))).tags
  const tags = [
    { key: 'a', value: '2' },
    { key: 'b', value: '' },
  ]
  await sfn.send(new TagResourceCommand({ resourceArn: ARN, tags }))
  expect(await list()).toEqual(tags)
  await sfn.send(new UntagResourceCommand({ resourceArn: ARN, tagKeys: ['a', 'none'] }))
  expect(await list()).toEqual([{ key: 'b', value: '' }])
  await expect(sfn.send(new TagResourceCommand({ resourceArn: `${ARN}:1`, tags }))).rejects.toMatchObject({
    name: 'ResourceNotFound',
    message: `Resource not found: '${ARN}:1'`,
  })
  const many = Array.from({ length: 50 }, (_, n) => ({ key: `k${n}`, value: '' }))
  await expect(sfn.send(new TagResourceCommand({ resourceArn: ARN, tags: many }))).rejects.toMatchObject({
    name: 'TooManyTags',
  })
})

test('a definition is validated without a state machine', async () => {
  const validate = async (definition: string, more: object = {}) => {
    const { $metadata, ...answer } = await sfn.send(new ValidateStateMachineDefinitionCommand({ definition, ...more }))
    return answer
  }
  expect(await validate(ONE)).toEqual({ result: 'OK', diagnostics: [], truncated: false })
  expect(await validate('{}')).toMatchObject({
    result: 'FAIL',
    diagnostics: [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED' }],
    truncated: false,
  })
  const twice = chain({ Type: 'Pass', Nope: 1 }, { Type: 'Pass', Nope: 2 })
  expect(await validate(twice, { maxResults: 1 })).toMatchObject({ result: 'FAIL', truncated: true })
})
