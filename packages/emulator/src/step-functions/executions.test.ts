import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
  type StartExecutionCommandInput,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chain, ECHO, FAIL, PASS, ROLE, sfnClient, startTestEmulator, WAIT } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'

let emulator: Emulator
let sfn: SFNClient
beforeAll(async () => {
  emulator = await startTestEmulator()
  sfn = sfnClient(emulator)
})
afterAll(() => emulator.close())

async function machine(name: string, definition: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Promise<string> {
  const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name, definition, type, roleArn: ROLE }))
  return stateMachineArn ?? ''
}

async function start(input: StartExecutionCommandInput): Promise<string> {
  const { executionArn } = await sfn.send(new StartExecutionCommand(input))
  return executionArn ?? ''
}

async function closed(executionArn: string) {
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    if (execution.status !== 'RUNNING') return execution
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('an execution runs to its end and tells everything about itself', async () => {
  const stateMachineArn = await machine('whole', chain(PASS, ECHO))
  const executionArn = await start({ stateMachineArn, name: 'one', input: '{"n": 1}' })
  expect(executionArn).toBe('arn:aws:states:us-east-1:000000000000:execution:whole:one')
  const execution = await closed(executionArn)
  expect(execution).toMatchObject({
    executionArn,
    stateMachineArn,
    name: 'one',
    status: 'SUCCEEDED',
    input: '{"n": 1}',
    inputDetails: { included: true },
    outputDetails: { included: true },
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  })
  expect(JSON.parse(execution.output ?? '')).toEqual({ n: 1 })
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }))
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ])
  expect(events[0]?.timestamp).toEqual(execution.startDate)
  expect(events.at(-1)?.timestamp).toEqual(execution.stopDate)
})

test('a failed execution tells its error and cause', async () => {
  const stateMachineArn = await machine('failing', chain(FAIL))
  const execution = await closed(await start({ stateMachineArn }))
  expect(execution).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'as asked', redriveStatus: 'REDRIVABLE' })
  expect(execution).not.toHaveProperty('output')
})

test('an execution that timed out tells no error and no cause: its status says it', async () => {
  const definition = JSON.stringify({ ...JSON.parse(chain(WAIT)), TimeoutSeconds: 1 })
  const execution = await closed(await start({ stateMachineArn: await machine('late', definition) }))
  expect(execution.status).toBe('TIMED_OUT')
  expect(execution).not.toHaveProperty('error')
  expect(execution).not.toHaveProperty('cause')
})

test('METADATA_ONLY leaves input and output out', async () => {
  const stateMachineArn = await machine('metadata', chain(PASS))
  const executionArn = await start({ stateMachineArn, input: '"secret"' })
  await closed(executionArn)
  const execution = await sfn.send(new DescribeExecutionCommand({ executionArn, includedData: 'METADATA_ONLY' }))
  expect(execution).toMatchObject({ inputDetails: { included: false }, outputDetails: { included: false } })
  expect(execution).not.toHaveProperty('input')
  expect(execution).not.toHaveProperty('output')
  const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }))
  expect(JSON.stringify(events)).not.toContain('secret')
  expect(events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'S1' })
})

test('a start is idempotent by name and input while the execution runs, and by name alone it is refused', async () => {
  const stateMachineArn = await machine('idempotent', chain(WAIT))
  const request = { stateMachineArn, name: 'same', input: '{"a":1}' }
  const [one, two] = await Promise.all([
    sfn.send(new StartExecutionCommand(request)),
    sfn.send(new StartExecutionCommand(request)),
  ])
  expect(two.executionArn).toBe(one.executionArn)
  expect(two.startDate).toEqual(one.startDate)
  const arn = one.executionArn ?? ''
  const other = sfn.send(new StartExecutionCommand({ ...request, input: '{"a": 1}' }))
  await expect(other).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
    message: `Execution Already Exists: '${arn}'`,
  })
  await sfn.send(new StopExecutionCommand({ executionArn: arn }))
  await expect(sfn.send(new StartExecutionCommand(request))).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
})

test('a stop aborts with error and cause, and to stop again changes nothing', async () => {
  const stateMachineArn = await machine('stopped', chain(WAIT))
  const executionArn = await start({ stateMachineArn })
  const stop = new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'by hand' })
  const { stopDate } = await sfn.send(stop)
  expect(await closed(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'by hand', stopDate })
  const again = await sfn.send(new StopExecutionCommand({ executionArn }))
  expect(again.stopDate).toEqual(stopDate)
})

test.each([
  ['no JSON', 'not json', 'InvalidExecutionInput'],
  ['an empty text', '', 'InvalidExecutionInput'],
  ['an open object', '{"a":', 'InvalidExecutionInput'],
  ['one byte too many', JSON.stringify('x'.repeat(262_143)), 'ValidationException'],
  ['too many bytes in fewer characters', JSON.stringify('é'.repeat(131_072)), 'ValidationException'],
])('refuses %s as input', async (_what, input, name) => {
  const stateMachineArn = await machine('inputs', chain(PASS))
  await expect(start({ stateMachineArn, input })).rejects.toMatchObject({ name })
})

test('says of a refused input what is wrong, and repeats nothing of it', async () => {
  const stateMachineArn = await machine('inputs', chain(PASS))
  await expect(start({ stateMachineArn, input: '{"a": alison}' })).rejects.toThrow(
    /^Invalid State Machine Execution Input: 'Unexpected character: was expecting JSON/,
  )
  await expect(start({ stateMachineArn, input: 'x'.repeat(262_145) })).rejects.toThrow(
    "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144",
  )
})

test.each(['null', '42', '"x"', '[]', JSON.stringify('x'.repeat(262_142)), JSON.stringify('\u0000🎓שלום')])(
  'takes every JSON value as input (%#)',
  async (input) => {
    const stateMachineArn = await machine('inputs', chain(PASS))
    const execution = await closed(await start({ stateMachineArn, input }))
    expect(execution.status).toBe('SUCCEEDED')
    expect(execution.input).toBe(input)
  },
)

test('pages through a history in both directions', async () => {
  const stateMachineArn = await machine('paged', chain(PASS, PASS, ECHO, PASS))
  const executionArn = await start({ stateMachineArn })
  await closed(executionArn)
  const { events: all = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }))
  const ids = all.map(({ id }) => id)
  expect(ids).toEqual(ids.map((_, at) => at + 1))
  for (const pageSize of [1, 2, 3, 7]) {
    const forward = []
    for await (const page of paginateGetExecutionHistory({ client: sfn, pageSize }, { executionArn })) {
      forward.push(...(page.events ?? []))
    }
    expect(forward).toEqual(all)
    const backward = []
    const reversed = { executionArn, reverseOrder: true }
    for await (const page of paginateGetExecutionHistory({ client: sfn, pageSize }, reversed)) {
      backward.push(...(page.events ?? []))
    }
    expect(backward).toEqual([...all].reverse())
  }
})

test('refuses a page token that it did not give for this list', async () => {
  const stateMachineArn = await machine('tokens', chain(PASS))
  const executionArn = await start({ stateMachineArn })
  await closed(executionArn)
  const { nextToken } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1 }))
  const reversed = new GetExecutionHistoryCommand({ executionArn, nextToken, reverseOrder: true })
  await expect(sfn.send(reversed)).rejects.toMatchObject({
    name: 'InvalidToken',
    message: "Invalid Token: 'Invalid token'",
  })
  const list = ['executions', stateMachineArn, '', ''].join('|')
  const forged = ['1', -1, 1.5, null].map((position) =>
    Buffer.from(JSON.stringify([list, position])).toString('base64url'),
  )
  for (const nextToken of ['x', ...forged]) {
    await expect(sfn.send(new ListExecutionsCommand({ stateMachineArn, nextToken }))).rejects.toMatchObject({
      name: 'InvalidToken',
    })
  }
})

test('lists executions newest first, by page and by status', async () => {
  const stateMachineArn = await machine('listed', chain(ECHO))
  const names = ['a', 'b', 'c', 'd', 'e']
  for (const name of names) await closed(await start({ stateMachineArn, name }))
  const found = []
  for await (const page of paginateListExecutions({ client: sfn, pageSize: 2 }, { stateMachineArn })) {
    expect(page.executions?.length).toBeLessThanOrEqual(2)
    found.push(...(page.executions ?? []))
  }
  expect(found.map(({ name }) => name)).toEqual([...names].reverse())
  expect(found[0]).toMatchObject({ status: 'SUCCEEDED', redriveCount: 0, stateMachineArn })
  const failed = await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }))
  expect(failed.executions).toEqual([])
  const notRedriven = await sfn.send(new ListExecutionsCommand({ stateMachineArn, redriveFilter: 'NOT_REDRIVEN' }))
  expect(notRedriven.executions).toHaveLength(5)
})

test('a redrive goes on where the execution failed', async () => {
  const stateMachineArn = await machine('redriven', chain(ECHO, FAIL))
  const executionArn = await start({ stateMachineArn })
  await closed(executionArn)
  const request = { executionArn, clientToken: 'once' }
  const { redriveDate } = await sfn.send(new RedriveExecutionCommand(request))
  const execution = await closed(executionArn)
  expect(execution).toMatchObject({ status: 'FAILED', redriveCount: 1, redriveDate })
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }))
  const types = events.map(({ type }) => type)
  expect(types.filter((type) => type === 'ExecutionRedriven')).toHaveLength(1)
  expect(types.filter((type) => type === 'LambdaFunctionScheduled')).toHaveLength(1)
  expect(await sfn.send(new RedriveExecutionCommand(request))).toMatchObject({ redriveDate })
  const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn, redriveFilter: 'REDRIVEN' }))
  expect(executions).toMatchObject([{ executionArn, redriveCount: 1, redriveDate }])
})

test('remembers the client tokens of the last ten redrives', async () => {
  const executionArn = await start({ stateMachineArn: await machine('redriven-often', chain(FAIL)) })
  await closed(executionArn)
  const dates: unknown[] = []
  const redrive = (token: number) =>
    sfn.send(new RedriveExecutionCommand({ executionArn, clientToken: `token-${token}` }))
  for (let token = 0; token < 11; token++) {
    dates.push((await redrive(token)).redriveDate)
    await closed(executionArn)
  }
  expect((await redrive(10)).redriveDate).toEqual(dates[10])
  expect((await redrive(1)).redriveDate).toEqual(dates[1])
  expect(await closed(executionArn)).toMatchObject({ redriveCount: 11 })
  await redrive(0)
  expect(await closed(executionArn)).toMatchObject({ redriveCount: 12 })
})

test('refuses to redrive what runs or succeeded', async () => {
  const succeeded = await start({ stateMachineArn: await machine('succeeded', chain(PASS)) })
  await closed(succeeded)
  await expect(sfn.send(new RedriveExecutionCommand({ executionArn: succeeded }))).rejects.toMatchObject({
    name: 'ExecutionNotRedrivable',
    message: 'Execution is SUCCEEDED and cannot be redriven',
  })
  const running = await start({ stateMachineArn: await machine('running', chain(WAIT)) })
  await expect(sfn.send(new RedriveExecutionCommand({ executionArn: running }))).rejects.toMatchObject({
    name: 'ExecutionNotRedrivable',
  })
})

test('a running execution keeps the definition that it started with', async () => {
  const before = chain(WAIT)
  const stateMachineArn = await machine('changed', before)
  const executionArn = await start({ stateMachineArn })
  const after = chain(PASS)
  const { revisionId } = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: after }))
  const old = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }))
  expect(old).toMatchObject({ stateMachineArn, name: 'changed', definition: before, roleArn: ROLE })
  expect(old.revisionId).toBeUndefined()
  const anew = await start({ stateMachineArn })
  const described = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn: anew }))
  expect(described).toMatchObject({ definition: after, revisionId })
})

test('a deleted state machine is there until its last execution has ended, and starts none', async () => {
  const stateMachineArn = await machine('deleted', chain(WAIT))
  const executionArn = await start({ stateMachineArn })
  const aborted = await start({ stateMachineArn })
  await sfn.send(new StopExecutionCommand({ executionArn: aborted }))
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }))
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }))
  const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))
  expect(described.status).toBe('DELETING')
  const deleting = { name: 'StateMachineDeleting', message: `State Machine is being deleted: '${stateMachineArn}'` }
  await expect(start({ stateMachineArn })).rejects.toMatchObject(deleting)
  await expect(machine('deleted', chain(WAIT))).rejects.toMatchObject(deleting)
  const update = new UpdateStateMachineCommand({ stateMachineArn, definition: chain(PASS) })
  await expect(sfn.send(update)).rejects.toMatchObject(deleting)
  const redriveStatusReason = 'State machine is in DELETING status'
  expect(await closed(aborted)).toMatchObject({ redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason })
  await expect(sfn.send(new RedriveExecutionCommand({ executionArn: aborted }))).rejects.toMatchObject({
    name: 'ExecutionNotRedrivable',
    message: redriveStatusReason,
  })

  await sfn.send(new StopExecutionCommand({ executionArn }))
  await expect
    .poll(() => sfn.send(new DescribeStateMachineCommand({ stateMachineArn })).catch(({ name }) => name))
    .toBe('StateMachineDoesNotExist')
  await expect(sfn.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
    message: `Execution Does Not Exist: '${executionArn}'`,
  })
  await expect(start({ stateMachineArn })).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
    message: `State Machine Does Not Exist: '${stateMachineArn}'`,
  })
  await machine('deleted', chain(PASS))
})

test('what runs of a deleted state machine ends with its next transition', async () => {
  const seconds = '{% $states.input %}'
  const stateMachineArn = await machine('cut-off', chain({ Type: 'Wait', Seconds: seconds }, PASS))
  const long = await start({ stateMachineArn, input: '3600' })
  const short = await start({ stateMachineArn, input: '1' })
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }))
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn: short }))).toMatchObject({ status: 'RUNNING' })
  const error = 'States.Runtime'
  const cause = 'State machine cut-off has been deleted.'
  await expect
    .poll(() => sfn.send(new DescribeExecutionCommand({ executionArn: short })), { timeout: 5_000 })
    .toMatchObject({ status: 'FAILED', error, cause })
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn: short }))
  expect(events.at(-1)).toMatchObject({ type: 'ExecutionFailed', executionFailedEventDetails: { error, cause } })
  await expect(sfn.send(new RedriveExecutionCommand({ executionArn: short }))).rejects.toMatchObject({
    name: 'ExecutionNotRedrivable',
  })
  await sfn.send(new StopExecutionCommand({ executionArn: long }))
})
