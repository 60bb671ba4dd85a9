import { setTimeout as delay } from 'node:timers/promises'
import { type Client, createClient } from '../shared/http-client.ts'
import { type Load, oneAtATime, throughput } from '../shared/measure.ts'
import { ended, machineArn, start, stepFunctions } from '../shared/operations.ts'
import type { ServerOptions } from '../shared/serve.ts'
import { type ServerProcess, startServer } from '../shared/server-process.ts'
import { MACHINE } from '../shared/set-up.ts'
import type { Scenario } from './scenario.ts'

/** One of the servers that are compared. */
export interface Target {
  server: ServerProcess
  /** Pieces of work at a constant concurrency, each from its request to its end. */
  load(count: number, atATime: number): Promise<Load>
  close(): Promise<void>
}

const CONNECTIONS = 50
/** How long a client with many executions waits before it looks again. One with a single execution looks at once. */
const LIST_MS = 10
const PAGE = 1_000

export async function startBaseline(scenario: Scenario, options: ServerOptions): Promise<Target> {
  const server = await startServer('serve-baseline', options)
  const client = createClient(server.url, CONNECTIONS)
  await scenario.prepare(client)
  return {
    server,
    load: (count, atATime) => throughput(count, atATime, (n) => client.post(scenario.input(n))),
    close: end(server, client),
  }
}

export async function startEmulatorServer(
  scenario: Scenario,
  options: ServerOptions,
  nodeFlags: readonly string[] = [],
): Promise<Target> {
  const server = await startServer('serve-emulator', options, nodeFlags)
  const client = createClient(server.url, CONNECTIONS)
  await scenario.prepare(client)
  let next = 0
  const startNext = () => start(client, MACHINE, JSON.parse(scenario.input(next++)))
  return {
    server,
    load: (count, atATime) =>
      atATime === 1 ? executeEach(client, startNext, count) : executeMany(client, startNext, count, atATime),
    close: end(server, client),
  }
}

async function executeEach(client: Client, startNext: () => Promise<string>, count: number): Promise<Load> {
  const began = performance.now()
  const times = await oneAtATime(count, async () => ended(client, await startNext()))
  return { perSecond: count / ((performance.now() - began) / 1_000), times }
}

interface Listed {
  executionArn: string
  /** Seconds since 1970, to the millisecond. */
  stopDate: number
}

/** One list of running executions replaces a poll of each; when each ended stands in the list of those that did. */
async function executeMany(client: Client, startNext: () => Promise<string>, count: number, atATime: number) {
  const list = (statusFilter: string, maxResults: number, nextToken?: string) =>
    stepFunctions<{ executions: Listed[]; nextToken?: string }>(client, 'ListExecutions', {
      stateMachineArn: machineArn(MACHINE),
      statusFilter,
      maxResults,
      ...(nextToken === undefined ? {} : { nextToken }),
    })
  const sentAt = new Map<string, number>()
  const startOne = async () => {
    const now = Date.now()
    sentAt.set(await startNext(), now)
  }
  const began = performance.now()
  let started = 0
  for (let running = 0; started < count || running > 0; ) {
    const more = Math.min(atATime - running, count - started)
    started += more
    await Promise.all([delay(LIST_MS), ...Array.from({ length: more }, startOne)])
    running = (await list('RUNNING', atATime)).executions.length
  }
  const perSecond = count / ((performance.now() - began) / 1_000)
  if ((await list('FAILED', 1)).executions.length > 0) throw new Error('Executions failed.')

  const times: number[] = []
  for (let token: string | undefined; times.length < count; ) {
    const { executions, nextToken } = await list('SUCCEEDED', PAGE, token)
    for (const { executionArn, stopDate } of executions) {
      const sent = sentAt.get(executionArn)
      if (sent !== undefined) times.push(stopDate * 1_000 - sent)
    }
    token = nextToken
    if (token === undefined) break
  }
  return { perSecond, times }
}

function end(server: ServerProcess, client: Client): () => Promise<void> {
  return async () => {
    client.close()
    await server.close()
  }
}
