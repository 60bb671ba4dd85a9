import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MachineRoom } from '../src/index.ts'
import { chain, ECHO, PASS, ROLE, startRoom } from './room.ts'

const run = promisify(execFile)
const installed = spawnSync('aws', ['--version']).status === 0

let room: MachineRoom
beforeAll(async () => {
  room = await startRoom()
})
afterAll(() => room.close())

async function aws(...args: string[]): Promise<unknown> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: room.url,
    AWS_REGION: room.region,
    AWS_DEFAULT_REGION: room.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
    AWS_PAGER: '',
  }
  const { stdout } = await run('aws', [...args, '--output', 'json'], { env })
  return stdout === '' ? undefined : JSON.parse(stdout)
}

test.skipIf(!installed)('the AWS CLI creates, starts, describes and reads back', { timeout: 60_000 }, async () => {
  const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:cli'
  const definition = chain(PASS, ECHO)
  const create = ['create-state-machine', '--name', 'cli', '--definition', definition, '--role-arn', ROLE]
  expect(await aws('stepfunctions', ...create)).toMatchObject({ stateMachineArn: arn })
  const start = ['start-execution', '--state-machine-arn', arn, '--name', 'one', '--input', '{"a":1}']
  const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:cli:one'
  expect(await aws('stepfunctions', ...start)).toMatchObject({ executionArn })
  expect(await aws('stepfunctions', 'describe-execution', '--execution-arn', executionArn)).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"a":1}',
  })
  const history = ['get-execution-history', '--execution-arn', executionArn, '--page-size', '2']
  const { events } = (await aws('stepfunctions', ...history)) as { events: { id: number }[] }
  expect(events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  await expect(aws('stepfunctions', 'describe-execution', '--execution-arn', 'x')).rejects.toThrow(
    "An error occurred (InvalidArn) when calling the DescribeExecution operation: Invalid Arn: 'Invalid ARN prefix: x'",
  )
})
