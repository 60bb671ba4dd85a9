import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chain, ROLE, sfnClient, startTestEmulator } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'

let emulator: Emulator
let sfn: SFNClient
const machines: Record<string, string> = {}
beforeAll(async () => {
  emulator = await startTestEmulator()
  sfn = sfnClient(emulator)
  for (const [name, more] of Object.entries({ plain: {}, timed: { HeartbeatSeconds: 60 } })) {
    const definition = chain({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'echo', Payload: { token: '{% $states.context.Task.Token %}' } },
      ...more,
    })
    const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE }))
    machines[name] = stateMachineArn ?? ''
  }
})
afterAll(() => emulator.close())

/** A new execution that waits for the holder of its token. */
async function waiting(machine = 'plain') {
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: machines[machine] }))
  for (;;) {
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }))
    const submitted = events.find(({ type }) => type === 'TaskSubmitted')?.taskSubmittedEventDetails
    if (submitted?.output === undefined) continue
    const { Payload } = JSON.parse(submitted.output) as { Payload: { token: string } }
    return { executionArn, taskToken: Payload.token }
  }
}

const describe = (executionArn: string | undefined) => sfn.send(new DescribeExecutionCommand({ executionArn }))

test('the holder of the token gives the task its result', async () => {
  const { executionArn, taskToken } = await waiting()
  expect(await describe(executionArn)).toMatchObject({ status: 'RUNNING' })
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"done":true}' }))
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"done":true}' })
})

test('the holder of the token makes the task fail', async () => {
  const { executionArn, taskToken } = await waiting()
  await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause: 'no' }))
  expect(await describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'no' })
})

test('a heartbeat is taken while the task waits, whether or not it asks for them', async () => {
  for (const machine of ['plain', 'timed']) {
    const { executionArn, taskToken } = await waiting(machine)
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }))
    expect(await describe(executionArn)).toMatchObject({ status: 'RUNNING' })
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))
    await expect(sfn.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({ name: 'TaskTimedOut' })
  }
})

test('a task takes one answer; a later one comes too late', async () => {
  const { taskToken } = await waiting()
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))
  const late = { name: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" }
  await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '2' }))).rejects.toMatchObject(late)
  await expect(sfn.send(new SendTaskFailureCommand({ taskToken }))).rejects.toMatchObject(late)
})

test('refuses an output that is no JSON and a token that nobody gave out', async () => {
  const { executionArn, taskToken } = await waiting()
  const tooDeep = `${'['.repeat(1_001)}${']'.repeat(1_001)}`
  for (const output of ['{', tooDeep, '1e999']) {
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output }))).rejects.toMatchObject({
      name: 'InvalidOutput',
    })
  }
  const [arn, task] = JSON.parse(Buffer.from(taskToken, 'base64url').toString()) as [string, number, string]
  const forged = Buffer.from(JSON.stringify([arn, task, 'x'])).toString('base64url')
  for (const token of ['nonsense', forged]) {
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: '1' }))).rejects.toMatchObject({
      name: 'InvalidToken',
      message: "Invalid Token: 'Invalid token'",
    })
  }
  expect(await describe(executionArn)).toMatchObject({ status: 'RUNNING' })
})
