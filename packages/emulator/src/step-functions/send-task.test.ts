import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chain, PASS, ROLE, sfnClient, startTestEmulator } from '../../test/test-emulator.ts'
import { courseTable } from '../dynamodb/course-table.fixture.ts'
import type { Emulator } from '../index.ts'

let emulator: Emulator
let sfn: SFNClient
beforeAll(async () => {
  emulator = await startTestEmulator({ tables: [{ table: courseTable, items: [] }] })
  sfn = sfnClient(emulator)
})
afterAll(() => emulator.close())

async function create(name: string, definition: string): Promise<string> {
  const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE }))
  return stateMachineArn ?? ''
}

async function start(stateMachineArn: string, input: unknown): Promise<string> {
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }))
  return executionArn ?? ''
}

async function ended(executionArn: string) {
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    if (execution.status !== 'RUNNING') return execution
  }
}

const eventsOf = async (executionArn: string) =>
  (await sfn.send(new GetExecutionHistoryCommand({ executionArn }))).events ?? []

let senders = 0
/** Runs an execution that calls `aws-sdk:sfn` once, to its end. */
async function send(action: string, taskArguments: object) {
  const definition = chain({
    Type: 'Task',
    Resource: `arn:aws:states:::aws-sdk:sfn:${action}`,
    Arguments: '{% $states.input %}',
  })
  return ended(await start(await create(`sender-${++senders}`, definition), taskArguments))
}

const key = (name: string) => ({ pk: { S: name }, sk: { S: 'WAIT' } })

/** Stores its token in an item, and waits for its holder. */
const waits = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
  Arguments: {
    TableName: 'enrollments',
    Key: key(name),
    UpdateExpression: 'SET taskToken = :token',
    ExpressionAttributeValues: { ':token': { S: '{% $states.context.Task.Token %}' } },
    ReturnValues: 'ALL_NEW',
  },
  TimeoutSeconds: '{% $max([1, $ceil(600 - 0.5)]) %}',
  ...more,
})

/** A new execution that waits, and the token that it stored. */
async function waiting(name: string, more: object = {}) {
  const executionArn = await start(await create(name, chain(waits(name, more))), {})
  for (;;) {
    const submitted = (await eventsOf(executionArn)).find(({ type }) => type === 'TaskSubmitted')
    const { output } = submitted?.taskSubmittedEventDetails ?? {}
    if (output === undefined) continue
    const { Attributes } = JSON.parse(output) as { Attributes: { taskToken: { S: string } } }
    return { executionArn, TaskToken: Attributes.taskToken.S }
  }
}

test('a parent waits for a callback, and the child that it starts finds the token and calls back', async () => {
  const child = await create(
    'child',
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Look',
      States: {
        Look: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem',
          Arguments: { TableName: 'enrollments', Key: key('parent'), ConsistentRead: true },
          Assign: { token: '{% $states.result.Item.taskToken.S ? $states.result.Item.taskToken.S : "" %}' },
          Next: 'Waits',
        },
        Waits: { Type: 'Choice', Choices: [{ Condition: '{% $token = "" %}', Next: 'Pause' }], Default: 'CallBack' },
        Pause: { Type: 'Wait', Seconds: 1, Next: 'Look' },
        CallBack: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
          Arguments: { TaskToken: '{% $token %}', Output: { seat: 1 } },
          End: true,
        },
      },
    }),
  )
  const starts = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution',
    Arguments: { StateMachineArn: child, Name: 'child', Input: { parent: '{% $states.context.Execution.Name %}' } },
  }
  const parent = await start(await create('parent', chain(starts, waits('parent'))), {})
  expect(await ended(parent)).toMatchObject({ status: 'SUCCEEDED', output: '{"seat":1}' })

  const integration = { resource: 'updateItem.waitForTaskToken', resourceType: 'aws-sdk:dynamodb' }
  const [scheduled, started, submitted, succeeded] = (await eventsOf(parent)).slice(-6)
  expect(scheduled?.taskScheduledEventDetails).toMatchObject({ timeoutInSeconds: 600, ...integration })
  expect(started?.taskStartedEventDetails).toEqual(integration)
  const stored = { ...key('parent'), taskToken: { S: expect.any(String) as string } }
  expect(JSON.parse(submitted?.taskSubmittedEventDetails?.output ?? '')).toEqual({ Attributes: stored })
  expect(submitted).toMatchObject({ type: 'TaskSubmitted', taskSubmittedEventDetails: integration })
  expect(succeeded?.taskSucceededEventDetails).toEqual({
    output: '{"seat":1}',
    outputDetails: { truncated: false },
    ...integration,
  })

  const sender = child.replace('stateMachine', 'execution').concat(':child')
  expect(await ended(sender)).toMatchObject({ status: 'SUCCEEDED', output: '{}' })
  const callback = { resource: 'sendTaskSuccess', resourceType: 'aws-sdk:sfn' }
  const [called, , answered] = (await eventsOf(sender)).slice(-5)
  expect(called?.taskScheduledEventDetails).toMatchObject(callback)
  expect(answered?.taskSucceededEventDetails).toEqual({
    output: '{}',
    outputDetails: { truncated: false },
    ...callback,
  })
})

test('an output that is a text is JSON already', async () => {
  const { executionArn, TaskToken } = await waiting('text')
  expect(await send('sendTaskSuccess', { TaskToken, Output: 'no JSON' })).toMatchObject({
    error: 'Sfn.InvalidOutputException',
  })
  await send('sendTaskSuccess', { TaskToken, Output: '{ "as": "it is" }' })
  expect(await ended(executionArn)).toMatchObject({ output: '{ "as": "it is" }' })
})

test('makes the task that waits fail', async () => {
  const { executionArn, TaskToken } = await waiting('fails')
  const result = await send('sendTaskFailure', { TaskToken, Error: 'Withdrawn', Cause: 'as asked' })
  expect(result).toMatchObject({ status: 'SUCCEEDED', output: '{}' })
  expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'Withdrawn', cause: 'as asked' })
})

test('a wait that no heartbeat reaches ends, and who comes after that is told that it is late', async () => {
  const { executionArn, TaskToken } = await waiting('silent', { HeartbeatSeconds: '{% $max([1, $ceil(0.2)]) %}' })
  expect(await send('sendTaskHeartbeat', { TaskToken })).toMatchObject({ status: 'SUCCEEDED', output: '{}' })
  expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' })
  for (const [action, more] of [
    ['sendTaskSuccess', { Output: {} }],
    ['sendTaskFailure', {}],
    ['sendTaskHeartbeat', {}],
  ] as const) {
    const { error, cause } = await send(action, { TaskToken, ...more })
    expect(error).toBe('Sfn.TaskTimedOutException')
    expect(cause?.replace(/Request ID: [\w-]+/, 'Request ID: R')).toBe(
      "Task Timed Out: 'Provided task does not exist anymore' (Service: Sfn, Status Code: 400, Request ID: R)",
    )
  }
})

test('a wait ends with its time, given as an expression', async () => {
  const { executionArn } = await waiting('late', { TimeoutSeconds: '{% $max([1, $ceil(0.2)]) %}' })
  expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
})

test('a token that nobody gave out is told apart from one that is too late, whatever the output is', async () => {
  for (const Output of [{}, 'no JSON']) {
    const { error, cause } = await send('sendTaskSuccess', { TaskToken: 'NoSuchTaskToken', Output })
    expect(error).toBe('Sfn.InvalidTokenException')
    expect(cause?.replace(/Request ID: [\w-]+/, 'Request ID: R')).toBe(
      "Invalid Token: 'Invalid token' (Service: Sfn, Status Code: 400, Request ID: R)",
    )
  }
})

test('arguments that AWS does not take are refused', async () => {
  for (const given of [{}, { TaskToken: 1 }, { TaskToken: 'x', Foo: 1 }, { TaskToken: null }]) {
    expect(await send('sendTaskFailure', given)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
  }
})

test('an Express execution starts executions and calls back as well', async () => {
  const { executionArn, TaskToken } = await waiting('express-caller-waits')
  const StateMachineArn = await create('started-by-express', chain(PASS))
  const definition = chain(
    { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution', Arguments: { StateMachineArn } },
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
      Arguments: { TaskToken, Output: { started: '{% $states.input.ExecutionArn %}' } },
    },
  )
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({ name: 'express', type: 'EXPRESS', definition, roleArn: ROLE }),
  )
  const result = await sfn.send(new StartSyncExecutionCommand({ stateMachineArn }))
  expect(result).toMatchObject({ status: 'SUCCEEDED', output: '{}' })
  const { started } = JSON.parse((await ended(executionArn)).output ?? '') as { started: string }
  expect(await ended(started)).toMatchObject({ stateMachineArn: StateMachineArn, status: 'SUCCEEDED' })
})
