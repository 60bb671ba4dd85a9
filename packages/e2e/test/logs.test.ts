import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lambdas } from 'workflow'
import { clientConfig, type EmulatorProcess, scratch, startEmulatorProcess } from './emulator-process.ts'
import { outcome, runText } from './executions.ts'

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

const FUNCTIONS = lambdas.map(({ name }) => name)

async function linesOf(name: string): Promise<string[]> {
  const logs = new CloudWatchLogsClient(clientConfig(emulator.url))
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}` }))
  return events.map(({ message = '' }) => message)
}

test('all Lambdas log the same correlation id for one execution, and the last one names the execution', async () => {
  const { executionArn } = await runText(emulator.sfn, '{"Name":"Mike","Email":"mike@example.com","Payment":"Done"}')
  const validated = await linesOf('validate-details')
  const own = validated.find((line) => line.includes(String(executionArn))) ?? ''
  const { correlation_id: id, service, version } = JSON.parse(own)
  expect({ service, version }).toEqual({
    service: 'validate-details',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  })
  expect(id).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/)
  for (const name of FUNCTIONS) expect((await linesOf(name)).join('\n'), name).toContain(id)
})

test('no name and no address is in any line, whatever became of the request', async () => {
  await outcome(emulator.sfn, { Name: 'Zebediah', Email: 'zebediah@example.com', Payment: 'Done' })
  await outcome(emulator.sfn, { Name: 'Zebediah', Email: 'john@example.com', Payment: 'Zebediah' })
  await outcome(emulator.sfn, { Name: { Zebediah: true }, Email: 'Zebediah', Payment: 'Done' })
  for (const name of FUNCTIONS) {
    const log = (await linesOf(name)).join('\n').toLowerCase()
    expect(log).toContain('answered')
    expect(log).not.toMatch(/zebediah|alison|john|@example/)
  }
})
