import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lambdas, stateMachines } from 'workflow'
import { type EmulatorProcess, scratch, startEmulatorProcess } from './emulator-process.ts'
import { STATE_MACHINE } from './executions.ts'

const hasAwsCli = spawnSync('aws', ['--version']).status === 0
if (!hasAwsCli)
  process.stderr.write('SKIPPED: the AWS CLI is not on PATH. Install it to run packages/e2e/test/aws-cli.test.ts.\n')

// The real AWS CLI, as people will use it: nothing of ours between it and the emulator.
describe.skipIf(!hasAwsCli)('the AWS CLI', () => {
  let emulator: EmulatorProcess
  let data: Awaited<ReturnType<typeof scratch>>

  beforeAll(async () => {
    data = await scratch()
    emulator = await startEmulatorProcess(data.path)
  })
  afterAll(async () => {
    await emulator?.stop()
    await data?.remove()
  })

  async function aws(...args: string[]) {
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_PAGER: '',
    }
    const { stdout } = await promisify(execFile)('aws', ['--endpoint-url', emulator.url, '--output', 'json', ...args], {
      env,
    })
    return stdout === '' ? {} : JSON.parse(stdout)
  }

  test('starts an execution, waits for it and reads its history', async () => {
    const input = '{"Name": "Mike", "Email": "mike@example.com", "Payment": "Done"}'
    const { executionArn } = await aws(
      'stepfunctions',
      'start-execution',
      '--state-machine-arn',
      STATE_MACHINE,
      '--input',
      input,
    )
    let execution = { status: 'RUNNING', output: '' }
    while (execution.status === 'RUNNING')
      execution = await aws('stepfunctions', 'describe-execution', '--execution-arn', executionArn)
    expect(JSON.parse(execution.output)).toMatchObject({ status: 'ENROLLED', student: { name: 'Mike' } })

    const { events } = await aws('stepfunctions', 'get-execution-history', '--execution-arn', executionArn)
    expect(events[0]).toMatchObject({
      id: 1,
      previousEventId: 0,
      type: 'ExecutionStarted',
      executionStartedEventDetails: { input },
    })
    expect(events.at(-1)).toMatchObject({ id: events.length, type: 'ExecutionSucceeded' })
  })

  test('lists machines, executions and functions', async () => {
    const { stateMachines: listed } = await aws('stepfunctions', 'list-state-machines')
    expect(listed.map(({ name }: { name: string }) => name).toSorted()).toEqual(Object.values(stateMachines).toSorted())
    expect(
      (await aws('stepfunctions', 'list-executions', '--state-machine-arn', STATE_MACHINE)).executions.length,
    ).toBeGreaterThan(0)
    const { Functions } = await aws('lambda', 'list-functions')
    expect(Functions.map(({ FunctionName }: { FunctionName: string }) => FunctionName).toSorted()).toEqual(
      lambdas.map(({ name }) => name).toSorted(),
    )
  })

  test('sees records, course and enrollments in the table', async () => {
    const { Items } = await aws('dynamodb', 'scan', '--table-name', 'course-enrollment')
    const keys = Items.map(({ pk, sk }: Record<'pk' | 'sk', { S: string }>) => `${pk.S} ${sk.S}`)
    expect(keys).toContain('STUDENT#alison@example.com RECORD')
    expect(keys).toContain('COURSE#serverless-101 STUDENT#alison@example.com')
  })

  test('is refused in the words of AWS', async () => {
    const refused = aws('stepfunctions', 'start-execution', '--state-machine-arn', STATE_MACHINE, '--input', 'no JSON')
    await expect(refused).rejects.toMatchObject({ stderr: expect.stringContaining('(InvalidExecutionInput)') })
  })
})
