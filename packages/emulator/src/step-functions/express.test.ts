import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
  type StartExecutionCommandInput,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chain, ECHO, FAIL, PASS, ROLE, sfnClient, startTestEmulator } from '../../test/test-emulator.ts'
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

test('an Express execution answers with its result at once and leaves no history', async () => {
  const stateMachineArn = await machine('express', chain(PASS, ECHO), 'EXPRESS')
  const result = await sfn.send(new StartSyncExecutionCommand({ stateMachineArn, name: 'quick', input: '{"a":1}' }))
  expect(result).toMatchObject({
    stateMachineArn,
    name: 'quick',
    status: 'SUCCEEDED',
    input: '{"a":1}',
    output: '{"a":1}',
    billingDetails: { billedMemoryUsedInMB: 64 },
  })
  expect(result.executionArn).toMatch(/^arn:aws:states:us-east-1:000000000000:express:express:quick:[0-9a-f-]{36}$/)
  const { executionArn } = result
  const message = "Invalid Arn: 'Resource type not valid in this context: express'"
  for (const answer of [
    sfn.send(new DescribeExecutionCommand({ executionArn })),
    sfn.send(new GetExecutionHistoryCommand({ executionArn })),
    sfn.send(new StopExecutionCommand({ executionArn })),
  ]) {
    await expect(answer).rejects.toMatchObject({ name: 'InvalidArn', message })
  }
  await expect(sfn.send(new ListExecutionsCommand({ stateMachineArn }))).rejects.toMatchObject({
    name: 'StateMachineTypeNotSupported',
    message: 'This operation is not supported by this type of state machine',
  })
  expect(await start({ stateMachineArn, name: 'quick' })).not.toBe(executionArn)
})

test('an Express execution that fails says so, and a Standard one cannot be started so', async () => {
  const stateMachineArn = await machine('express-failing', chain(FAIL), 'EXPRESS')
  const result = await sfn.send(new StartSyncExecutionCommand({ stateMachineArn }))
  expect(result).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'as asked' })
  const standard = await machine('standard', chain(PASS))
  await expect(sfn.send(new StartSyncExecutionCommand({ stateMachineArn: standard }))).rejects.toMatchObject({
    name: 'StateMachineTypeNotSupported',
  })
})
