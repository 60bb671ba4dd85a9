import { setTimeout as delay } from 'node:timers/promises'
import { type Client, createClient } from './http-client.ts'
import { throughput } from './measure.ts'
import type { Scenario } from './scenario.ts'
import type { ServerOptions } from './serve.ts'
import { type ServerProcess, startServer } from './server-process.ts'

/** One of the two servers that are compared. */
export interface Target {
  server: ServerProcess
  /** The nth piece of work, from the request to its end. */
  once(n: number): Promise<void>
  /** How many end per second at a constant concurrency. */
  perSecond(count: number, atATime: number): Promise<number>
  close(): Promise<void>
}

const CONNECTIONS = 50
const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:bench'
/** How long a client with many executions waits before it polls again. One with a single execution polls at once. */
const LIST_MS = 10

export async function startBaseline(scenario: Scenario, options: ServerOptions): Promise<Target> {
  const server = await startServer('serve-baseline', options)
  const client = createClient(server.url, CONNECTIONS)
  await scenario.prepare(client)
  const once = async (n: number) => void (await client.post(scenario.input(n)))
  return { server, once, perSecond: (count, atATime) => throughput(count, atATime, once), close: end(server, client) }
}

export async function startEmulatorServer(scenario: Scenario, options: ServerOptions): Promise<Target> {
  const server = await startServer('serve-emulator', options)
  const client = createClient(server.url, CONNECTIONS)
  await scenario.prepare(client)
  let next = 0
  const start = () =>
    client.post(
      JSON.stringify({ stateMachineArn: ARN, input: scenario.input(next++) }),
      'AWSStepFunctions.StartExecution',
    )
  return {
    server,
    once: async () => {
      const { executionArn } = JSON.parse(await start()) as { executionArn: string }
      await ended(client, executionArn)
    },
    perSecond: (count, atATime) => executeMany(client, start, count, atATime),
    close: end(server, client),
  }
}

async function ended(client: Client, executionArn: string): Promise<void> {
  const question = JSON.stringify({ executionArn, includedData: 'METADATA_ONLY' })
  for (;;) {
    const { status } = JSON.parse(await client.post(question, 'AWSStepFunctions.DescribeExecution')) as {
      status: string
    }
    if (status === 'SUCCEEDED') return
    if (status !== 'RUNNING') throw new Error(`${executionArn} ended ${status}.`)
  }
}

/** One list of running executions replaces a poll of each. */
async function executeMany(client: Client, start: () => Promise<string>, count: number, atATime: number) {
  const list = (statusFilter: string, maxResults: number) =>
    client.post(JSON.stringify({ stateMachineArn: ARN, statusFilter, maxResults }), 'AWSStepFunctions.ListExecutions')
  const runningNow = async () => (JSON.parse(await list('RUNNING', atATime)) as { executions: [] }).executions.length
  const began = performance.now()
  let started = 0
  for (let running = 0; started < count || running > 0; running = await runningNow()) {
    const more = Math.min(atATime - running, count - started)
    started += more
    await Promise.all([delay(LIST_MS), ...Array.from({ length: more }, start)])
  }
  const perSecond = count / ((performance.now() - began) / 1000)
  if (JSON.parse(await list('FAILED', 1)).executions.length > 0) throw new Error('Executions failed.')
  return perSecond
}

function end(server: ServerProcess, client: Client): () => Promise<void> {
  return async () => {
    client.close()
    await server.close()
  }
}
