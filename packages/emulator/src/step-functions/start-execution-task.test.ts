import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  type CreateStateMachineCommandInput,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chain, PASS, ROLE, sfnClient, startTestEmulator, WAIT } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'

let emulator: Emulator
let sfn: SFNClient
beforeAll(async () => {
  emulator = await startTestEmulator()
  sfn = sfnClient(emulator)
})
afterAll(() => emulator.close())

function create(name: string, definition: string, more: Partial<CreateStateMachineCommandInput> = {}) {
  return sfn.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE, ...more }))
}

const STARTS = {
  Type: 'Task',
  Resource: 'arn:aws:states:::states:startExecution',
  Arguments: '{% $states.input %}',
}

let parents = 0
/** Runs an execution that starts one with these arguments, to its end. */
async function run(taskArguments: object) {
  const { stateMachineArn } = await create(`parent-${++parents}`, chain(STARTS))
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(taskArguments) }),
  )
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    if (execution.status !== 'RUNNING') return execution
  }
}

const describe = (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }))

async function started(taskArguments: object) {
  const { output = '{}' } = await run(taskArguments)
  const { ExecutionArn } = JSON.parse(output) as { ExecutionArn: string }
  return { ExecutionArn, ...(await describe(ExecutionArn)) }
}

test('starts an execution with the input given as JSON, and does not wait for it', async () => {
  const { stateMachineArn: StateMachineArn = '' } = await create('waits', chain(WAIT))
  const Input = { a: [1], AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'arn:of:the:caller' }
  const parent = await run({ StateMachineArn, Name: 'child', Input })
  expect(parent.status).toBe('SUCCEEDED')
  const ExecutionArn = StateMachineArn.replace('stateMachine', 'execution').concat(':child')
  expect(await describe(ExecutionArn)).toMatchObject({ status: 'RUNNING', input: JSON.stringify(Input) })

  const { startDate } = await describe(ExecutionArn)
  const output = JSON.parse(parent.output ?? '') as Record<string, unknown>
  expect(Object.keys(output)).toEqual(['ExecutionArn', 'SdkHttpMetadata', 'SdkResponseMetadata', 'StartDate'])
  expect(output).toMatchObject({ ExecutionArn, StartDate: startDate?.getTime() })

  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn: parent.executionArn }))
  const integration = { resource: 'startExecution', resourceType: 'states' }
  expect(events.map(({ type }) => type)).toEqual([
    ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
    ...['TaskStateExited', 'ExecutionSucceeded'],
  ])
  expect(events[2]?.taskScheduledEventDetails).toEqual({
    parameters: JSON.stringify({ StateMachineArn, Name: 'child', Input }),
    region: 'us-east-1',
    ...integration,
  })
  expect(events[3]?.taskStartedEventDetails).toEqual(integration)
  expect(events[4]?.taskSucceededEventDetails).toMatchObject({ output: parent.output, ...integration })
})

test('passes a text on as it is, and starts with {} where there is no input', async () => {
  const { stateMachineArn: StateMachineArn } = await create('echoes', chain(PASS))
  expect(await started({ StateMachineArn, Input: '{ "as": "it is" }' })).toMatchObject({ input: '{ "as": "it is" }' })
  const name = expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/) as string
  expect(await started({ StateMachineArn, Input: null })).toMatchObject({ input: '{}', name })
  expect(await started({ StateMachineArn, Input: 5 })).toMatchObject({ input: '5' })
  expect(await run({ StateMachineArn, Input: 'no JSON' })).toMatchObject({
    error: 'StepFunctions.InvalidExecutionInputException',
  })
})

test('the ARN of a version or of an alias starts that version', async () => {
  const { stateMachineVersionArn = '' } = await create('qualified', chain(PASS), { publish: true })
  const { stateMachineAliasArn = '' } = await sfn.send(
    new CreateStateMachineAliasCommand({
      name: 'live',
      routingConfiguration: [{ stateMachineVersionArn, weight: 100 }],
    }),
  )
  expect(await started({ StateMachineArn: stateMachineVersionArn })).toMatchObject({ stateMachineVersionArn })
  expect(await started({ StateMachineArn: stateMachineAliasArn })).toMatchObject({
    stateMachineVersionArn,
    stateMachineAliasArn,
  })
})

test('starts an Express execution, which nobody waits for', async () => {
  const { stateMachineArn: StateMachineArn } = await create('quick', chain(PASS), { type: 'EXPRESS' })
  const { output = '' } = await run({ StateMachineArn, Name: 'same' })
  expect(JSON.parse(output)).toMatchObject({ ExecutionArn: expect.stringContaining(':express:quick:same:') as string })
  expect(await run({ StateMachineArn, Name: 'same' })).toMatchObject({ status: 'SUCCEEDED' })
})

test('a name is taken once: a repeat is the same start while it runs, and fails after that', async () => {
  const { stateMachineArn: waits } = await create('still-runs', chain(WAIT))
  const first = await started({ StateMachineArn: waits, Name: 'one', Input: { a: 1 } })
  const again = await started({ StateMachineArn: waits, Name: 'one', Input: { a: 1 } })
  expect(again.ExecutionArn).toBe(first.ExecutionArn)
  const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: waits }))
  expect(executions).toHaveLength(1)
  const { error, cause } = await run({ StateMachineArn: waits, Name: 'one', Input: { a: 2 } })
  expect(error).toBe('StepFunctions.ExecutionAlreadyExistsException')
  expect(cause?.replace(/Request ID: [\w-]+/, 'Request ID: R')).toBe(
    `Execution Already Exists: '${first.ExecutionArn}' (Service: AWSStepFunctions; Status Code: 400; Error Code: ExecutionAlreadyExists; Request ID: R; Proxy: null)`,
  )
})

test.each<[string, object, string]>([
  ['a state machine that is not there', {}, 'StepFunctions.StateMachineDoesNotExistException'],
  ['an ARN that is none', { StateMachineArn: 'nothing' }, 'StepFunctions.InvalidArnException'],
  ['a name with a space', { StateMachineArn: 'there', Name: 'a b' }, 'StepFunctions.InvalidNameException'],
  ['a name that is too long', { StateMachineArn: 'there', Name: 'a'.repeat(81) }, 'StepFunctions.ValidationException'],
  ['a name that is no text', { StateMachineArn: 'there', Name: 1 }, 'States.Runtime'],
  ['an argument that AWS does not take', { StateMachineArn: 'there', TraceHeader: 'x' }, 'States.Runtime'],
  ['no state machine', { StateMachineArn: null }, 'States.Runtime'],
])('fails for %s', async (_what, taskArguments, error) => {
  const arn = `arn:aws:states:us-east-1:000000000000:stateMachine:`
  if ('Name' in taskArguments || 'TraceHeader' in taskArguments) await create('there', chain(PASS))
  const given = { StateMachineArn: `${arn}absent`, ...taskArguments }
  if (given.StateMachineArn === 'there') given.StateMachineArn = `${arn}there`
  expect(await run(given)).toMatchObject({ status: 'FAILED', error })
})

test('what waits for the execution is refused by name with the definition', async () => {
  for (const suffix of ['.sync', '.sync:2', '.waitForTaskToken']) {
    const Resource = `${STARTS.Resource}${suffix}`
    await expect(create(`waits${suffix.replace(/\W/g, '-')}`, chain({ ...STARTS, Resource }))).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringContaining(`${Resource} is not supported here`) as string,
    })
  }
})
