import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bundleServers } from '../shared/bundle-servers.ts'
import { growth } from '../shared/growth.ts'
import { type Client, createClient } from '../shared/http-client.ts'
import { median, oneAtATime, throughput } from '../shared/measure.ts'
import { machineArn, run, start, stepFunctions } from '../shared/operations.ts'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'
import { startServer } from '../shared/server-process.ts'
import { MACHINE } from '../shared/set-up.ts'
import { size } from '../shared/size.ts'

/** How an emulator changes as executions pile up: one store that grows, of executions with a single Pass state. */
const SIZES = [100, 1_000, 10_000, 100_000].map((full, n) => size(full, 10 * (n + 1)))
const SAMPLES = size(20, 2)
const STARTS = size(3, 1)
const AT_A_TIME = 50
const PAGE = 100
const definition = JSON.stringify({ StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } })
/** Of the size of a request. */
const INPUT = { Name: 'Student', Email: 'student@example.com', Payment: 'Done', Course: 'serverless-101' }

await withScratch(async (dataDirectory) => {
  bundleServers()
  const serve = () =>
    startServer('serve-emulator', { setUp: { functions: [], tables: [], definition }, dataDirectory, sync: false })
  const measured: Record<string, number>[] = []
  let kept = 0
  for (const wanted of SIZES) {
    const server = await serve()
    const client = createClient(server.url, AT_A_TIME)
    // The calls that are measured start executions too; the first ones are not counted: the program is slow at first.
    const toFill = wanted - kept - 2 * SAMPLES
    const { perSecond } = await throughput(toFill, AT_A_TIME, () => start(client, MACHINE, INPUT))
    await measureCalls(client)
    const figures = await measureCalls(client)
    const { rssBytes } = await server.usage()
    client.close()
    await server.close()
    kept = wanted
    const starts: number[] = []
    for (let n = 0; n < STARTS; n++) {
      const again = await serve()
      starts.push(again.startMs)
      await again.close()
    }
    measured.push({
      ...figures,
      'StartExecution per second, while it fills': perSecond,
      'start-up, ms': median(starts),
      'resident, MiB': rssBytes / 2 ** 20,
      'on disk, bytes per execution': bytesIn(dataDirectory) / kept,
    })
  }
  report({
    title: 'Growth of the store: executions that are kept',
    ...growth(SIZES, measured),
    note: `One Pass state each; median of ${SAMPLES} calls. Ratio: the last column to the first, in which less has been compiled.`,
  })
})

async function measureCalls(client: Client): Promise<Record<string, number>> {
  const list = (statusFilter?: string) =>
    stepFunctions(client, 'ListExecutions', {
      stateMachineArn: machineArn(MACHINE),
      maxResults: PAGE,
      ...(statusFilter === undefined ? {} : { statusFilter }),
    })
  const each = async (call: () => Promise<unknown>) => median(await oneAtATime(SAMPLES, call))
  return {
    'StartExecution to its end, ms': await each(() => run(client, MACHINE, INPUT)),
    [`ListExecutions, ${PAGE} newest, ms`]: await each(() => list()),
    'ListExecutions, FAILED (there are none), ms': await each(() => list('FAILED')),
  }
}

function bytesIn(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
