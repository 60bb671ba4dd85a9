import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { expect, test } from 'vitest'
import { chain, ROLE, sfnClient, startTestEmulator } from '../../test/test-emulator.ts'

const EXPRESSION = `$match("${'a'.repeat(60)}!", /^(a+)+$/)`
const ENDLESS = chain({ Type: 'Pass', Output: `{% ${EXPRESSION} %}` })

async function start(sfn: SFNClient, definition: string): Promise<string> {
  const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name: 'm', definition, roleArn: ROLE }))
  const { executionArn = '' } = await sfn.send(new StartExecutionCommand({ stateMachineArn }))
  return executionArn
}

async function closed(sfn: SFNClient, executionArn: string) {
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    if (execution.status !== 'RUNNING') return execution
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function eventTypes(sfn: SFNClient, executionArn: string) {
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }))
  return events.map(({ type }) => type)
}

const FAILED = ['ExecutionStarted', 'PassStateEntered', 'EvaluationFailed', 'ExecutionFailed']

test('an execution whose expression takes long is started at once, and fails as on AWS', async () => {
  const emulator = await startTestEmulator()
  const sfn = sfnClient(emulator)
  const executionArn = await start(sfn, ENDLESS)
  expect(await eventTypes(sfn, executionArn)).toEqual(FAILED.slice(0, 2))
  expect((await sfn.send(new ListStateMachinesCommand())).stateMachines).toHaveLength(1)
  expect(await closed(sfn, executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'States.QueryEvaluationError',
    cause: `An error occurred while executing the state 'S1' (entered at the event id #2). The JSONata expression '${EXPRESSION}' specified for the field 'Output' threw an error during evaluation: Expression evaluation timeout: Check for infinite loop`,
  })
  expect(await eventTypes(sfn, executionArn)).toEqual(FAILED)
  await emulator.close()
}, 20_000)

test('an execution is stopped at once, and redriven, while its expression takes long', async () => {
  const emulator = await startTestEmulator()
  const sfn = sfnClient(emulator)
  const executionArn = await start(sfn, ENDLESS)
  await sfn.send(new StopExecutionCommand({ executionArn }))
  const stopped = ['ExecutionStarted', 'PassStateEntered', 'ExecutionAborted']
  expect(await eventTypes(sfn, executionArn)).toEqual(stopped)
  expect(await closed(sfn, executionArn)).toMatchObject({ status: 'ABORTED' })
  await sfn.send(new RedriveExecutionCommand({ executionArn }))
  expect(await closed(sfn, executionArn)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
  expect(await eventTypes(sfn, executionArn)).toEqual([...stopped, 'ExecutionRedriven', ...FAILED.slice(1)])
  await emulator.close()
}, 20_000)

test('an emulator that is closed meanwhile evaluates again at its next start', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'expressions-'))
  const reports: string[] = []
  const options = { dataDirectory, report: (message: string) => reports.push(message) }
  const first = await startTestEmulator(options)
  const executionArn = await start(sfnClient(first), ENDLESS)
  await first.close()
  const second = await startTestEmulator(options)
  const sfn = sfnClient(second)
  expect(await closed(sfn, executionArn)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
  expect(await eventTypes(sfn, executionArn)).toEqual(FAILED)
  await second.close()
  expect(reports).toEqual([])
  await rm(dataDirectory, { recursive: true })
}, 20_000)
