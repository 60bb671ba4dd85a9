import {
  CreateStateMachineCommand,
  type CreateStateMachineCommandInput,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  paginateListStateMachines,
  type SFNClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chain, PASS, ROLE, sfnClient, startTestEmulator } from '../../test/test-emulator.ts'
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
  const group = { cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:g:*' } }
  const error = {
    name: 'InvalidLoggingConfiguration',
    message: 'Invalid Logging Configuration: Must specify exactly one Log Destination.',
  }
  for (const loggingConfiguration of [{ level: 'ALL' as const }, { destinations: [group, group] }]) {
    await expect(create({ name: 'n', loggingConfiguration })).rejects.toMatchObject(error)
    await expect(update({ loggingConfiguration })).rejects.toMatchObject(error)
  }
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
  ['half a surrogate pair', 'a\ud800b'],
  ['U+FFFE', 'a\ufffe'],
  ['the last code point', 'a\u{10ffff}'],
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

test.each(['x', '{'])('names no place where the definition is the text %s', async (definition) => {
  await create()
  for (const refused of [create({ name: 'n', definition }), update({ definition })]) {
    await expect(refused).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringMatching(/^Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: (?!.*null).+'$/),
    })
  }
})

test.each([
  'x',
  'arn:aws:iam::1:role/r',
  'arn:aws:iam::000000000000:user/u',
  'arn:aws:iam::000000000000:role/',
  'arn:aws:iam:us-east-1:000000000000:role/r',
  'arn:aws:lambda::000000000000:role/r',
])('refuses %s as a role', async (roleArn) => {
  const error = { name: 'InvalidArn', message: `Invalid Role Arn: '${roleArn}'` }
  await expect(create({ roleArn })).rejects.toMatchObject(error)
  await create()
  await expect(update({ roleArn })).rejects.toMatchObject(error)
  expect((await describe()).roleArn).toBe(ROLE)
})

test('takes a role of any partition, with a path', async () => {
  const roleArn = 'arn:aws-us-gov:iam::123456789012:role/service-role/a+b=c,d.e@f_g-h'
  await create({ roleArn })
  expect((await describe()).roleArn).toBe(roleArn)
})

test('refuses tags whose keys are reserved', async () => {
  const error = {
    name: 'ValidationException',
    message: 'aws: prefixed tag key names are not allowed for external use.',
  }
  await create({ tags: [{ key: 'awsome', value: '' }] })
  for (const key of ['aws:', 'aws:x', 'AWS:x', 'aWs:x']) {
    const tags = [{ key, value: '' }]
    await expect(sfn.send(new TagResourceCommand({ resourceArn: ARN, tags }))).rejects.toMatchObject(error)
    await expect(create({ name: 'n', tags })).rejects.toMatchObject(error)
  }
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
