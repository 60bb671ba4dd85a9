import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundleServers } from './bundle-servers.ts'
import { type Client, createClient } from './http-client.ts'
import { oneAtATime, quantile, throughput } from './measure.ts'
import type { Scenario } from './scenario.ts'
import { startServer } from './server-process.ts'

/**
 * Compares the machine room with a bare endpoint that calls the same handlers, with one client.
 * Usage: node bench/bench.ts [JavaScript module of a scenario] [--sync]
 */
const args = process.argv.slice(2)
const sync = args.includes('--sync')
const given = args.find((arg) => !arg.startsWith('--'))
const module = given === undefined ? fileURLToPath(new URL('own-scenario.mjs', import.meta.url)) : resolve(given)
bundleServers()
const { scenario } = (await import(pathToFileURL(module).href)) as { scenario: Scenario }

const AT_A_TIME = 50
const WARM_UP = 1_000
const SINGLE = 300
const FLOOR_MANY = 10_000
const ROOM_MANY = 10_000
const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:bench'

async function floor() {
  const server = await startServer('serve-floor', [module])
  const client = createClient(server.url, AT_A_TIME)
  const call = async (n: number) => void (await client.post(scenario.input(n)))
  await throughput(WARM_UP, AT_A_TIME, call)
  const times = await oneAtATime(SINGLE, call)
  const perSecond = await throughput(FLOOR_MANY, AT_A_TIME, call)
  client.close()
  await server.close()
  return { startMs: server.startMs, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95), perSecond }
}

/** Starts one execution and asks for its end until it is there. */
async function execute(client: Client, n: number): Promise<void> {
  const request = JSON.stringify({ stateMachineArn: ARN, input: scenario.input(n) })
  const { executionArn } = JSON.parse(await client.post(request, 'StartExecution')) as { executionArn: string }
  const describe = JSON.stringify({ executionArn, includedData: 'METADATA_ONLY' })
  for (;;) {
    const { status } = JSON.parse(await client.post(describe, 'DescribeExecution')) as { status: string }
    if (status === 'SUCCEEDED') return
    if (status !== 'RUNNING') throw new Error(`${executionArn} ended ${status}.`)
  }
}

/** Executions per second with so many running all the time. One list of those that run replaces a question for each of them. */
async function executeMany(client: Client, count: number): Promise<number> {
  const list = (statusFilter: string, maxResults: number) =>
    client.post(JSON.stringify({ stateMachineArn: ARN, statusFilter, maxResults }), 'ListExecutions')
  const runningNow = async () => (JSON.parse(await list('RUNNING', AT_A_TIME)) as { executions: [] }).executions.length
  const began = performance.now()
  let started = 0
  for (let running = 0; started < count || running > 0; running = await runningNow()) {
    const more = Math.min(AT_A_TIME - running, count - started)
    const requests = Array.from({ length: more }, () =>
      client.post(JSON.stringify({ stateMachineArn: ARN, input: scenario.input(started++) }), 'StartExecution'),
    )
    await Promise.all(requests)
    if (more === 0) await delay(2)
  }
  const perSecond = count / ((performance.now() - began) / 1000)
  if (JSON.parse(await list('FAILED', 1)).executions.length > 0) throw new Error('Executions failed.')
  return perSecond
}

async function room() {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'))
  const serverArgs = [module, directory, ...(sync ? ['sync'] : [])]
  try {
    const server = await startServer('serve-room', serverArgs)
    const client = createClient(server.url, AT_A_TIME)
    await executeMany(client, WARM_UP)
    const times = await oneAtATime(SINGLE, (n) => execute(client, n))
    const before = await server.usage()
    const perSecond = await executeMany(client, ROOM_MANY)
    const after = await server.usage()
    // Environments that are not needed any more end, and V8 cleans up.
    await delay(10_000)
    const idle = await server.usage()
    client.close()
    await server.close()
    const again = await startServer('serve-room', serverArgs)
    await again.close()
    return {
      startMs: server.startMs,
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      perSecond,
      cpuMs: (after.cpuMs - before.cpuMs) / ROOM_MANY,
      rssMiB: after.rssBytes / 2 ** 20,
      idleMiB: idle.rssBytes / 2 ** 20,
      restartMs: again.startMs,
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const bare = await floor()
const ours = await room()
const round = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
const row = (name: string, a: number, b: number, ratio: number, goal: string) => ({
  measure: name,
  floor: round(a),
  ours: round(b),
  ratio: round(ratio),
  goal,
})
console.table([
  row('p50 at one at a time, ms', bare.p50Ms, ours.p50Ms, ours.p50Ms / bare.p50Ms, '≤ 12'),
  row('p95 at one at a time, ms', bare.p95Ms, ours.p95Ms, ours.p95Ms / bare.p95Ms, ''),
  row(`per second, ${AT_A_TIME} at a time`, bare.perSecond, ours.perSecond, ours.perSecond / bare.perSecond, '≥ 0.125'),
  row('start-up, ms', bare.startMs, ours.startMs, ours.startMs / bare.startMs, '≤ 3'),
])
console.log(`CPU per execution: ${round(ours.cpuMs)} ms`)
console.log(
  `resident after ${ROOM_MANY} executions: ${round(ours.rssMiB)} MiB, ten seconds later ${round(ours.idleMiB)} MiB (≤ 200)`,
)
console.log(`start with ${ROOM_MANY} closed executions: ${round(ours.restartMs)} ms`)
if (sync) console.log('every group was synced to the device')
