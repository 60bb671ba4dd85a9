import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { bundleServers } from './bundle-servers.ts'
import { scenario } from './enrollment-scenario.ts'
import { median, oneAtATime, quantile } from './measure.ts'
import { BASELINES, type Baseline } from './scenario.ts'
import { printTable } from './table.ts'
import { startBaseline, startEmulatorServer, type Target } from './targets.ts'

/**
 * Compares the emulator with a bare endpoint that calls the same handlers: one client, and both measured in turns, so
 * that a busy machine slows down both.
 * Usage: node emulator/main.ts [--sync]
 */
const { values } = parseArgs({ options: { sync: { type: 'boolean', default: false } } })
const work = (await import(pathToFileURL(scenario.direct).href)) as object

const STARTS = 7
const ROUNDS = 5
const CONCURRENCY = 50
const SINGLE = 100
const BASELINE_MANY = 4_000
const EMULATOR_MANY = 1_600

const directories: string[] = []
function optionsFor(baseline: Baseline = 'direct') {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'bench-'))
  directories.push(dataDirectory)
  return { setUp: scenario.setUp, direct: scenario.direct, baseline, dataDirectory, sync: values.sync }
}

async function startUp() {
  const baseline: number[] = []
  const emulator: number[] = []
  for (let round = 0; round < STARTS; round++) {
    for (const [times, start] of [[baseline, startBaseline] as const, [emulator, startEmulatorServer] as const]) {
      const target = await start({ ...scenario, prepare: async () => undefined }, optionsFor())
      times.push(target.server.startMs)
      await target.close()
    }
  }
  return { baseline: median(baseline), emulator: median(emulator) }
}

interface Round {
  p50Ms: number
  p95Ms: number
  perSecond: number
}

async function round(target: Target, many: number): Promise<Round> {
  const times = await oneAtATime(SINGLE, target.once)
  const perSecond = await target.perSecond(many, CONCURRENCY)
  return { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95), perSecond }
}

try {
  bundleServers()
  const start = await startUp()
  const emulatorOptions = optionsFor()
  const baselines = new Map<Baseline, Target>()
  for (const name of BASELINES) if (name in work) baselines.set(name, await startBaseline(scenario, optionsFor(name)))
  const emulator = await startEmulatorServer(scenario, emulatorOptions)
  for (const baseline of baselines.values()) await round(baseline, BASELINE_MANY)
  await round(emulator, EMULATOR_MANY)
  const rounds: Record<Baseline | 'emulator', Round>[] = []
  const before = await emulator.server.usage()
  for (let n = 0; n < ROUNDS; n++) {
    const one: Partial<Record<Baseline | 'emulator', Round>> = {}
    for (const [name, baseline] of baselines) one[name] = await round(baseline, BASELINE_MANY)
    rounds.push({ ...one, emulator: await round(emulator, EMULATOR_MANY) } as Record<Baseline | 'emulator', Round>)
  }
  const after = await emulator.server.usage()
  // Idle environments end, and V8 collects garbage.
  await delay(10_000)
  const idle = await emulator.server.usage()
  for (const baseline of baselines.values()) await baseline.close()
  await emulator.close()
  const again = await startEmulatorServer({ ...scenario, prepare: async () => undefined }, emulatorOptions)
  await again.close()

  const executions = (ROUNDS + 1) * (SINGLE + EMULATOR_MANY)
  const row = (measure: string, unit: keyof Round, goal: string, baseline: Baseline = 'direct') => {
    const ratios = rounds.map((one) => one.emulator[unit] / one[baseline][unit])
    const of = (who: Baseline | 'emulator') => median(rounds.map((one) => one[who][unit]))
    return { measure, baseline: of(baseline), ours: of('emulator'), ratio: median(ratios), goal }
  }
  const beside = (unit: keyof Round) =>
    [
      ['withBareReads', '  beside reads over bare HTTP'] as const,
      ['withoutReads', '  beside a baseline that reads nothing'] as const,
    ].flatMap(([name, measure]) => (baselines.has(name) ? [row(measure, unit, '', name)] : []))
  printTable([
    row('p50 at one at a time, ms', 'p50Ms', '≤ 7'),
    ...beside('p50Ms'),
    row('p95 at one at a time, ms', 'p95Ms', ''),
    row(`per second, ${CONCURRENCY} at a time`, 'perSecond', '≥ 0.22'),
    ...beside('perSecond'),
    {
      measure: 'start-up, ms',
      baseline: start.baseline,
      ours: start.emulator,
      ratio: start.emulator / start.baseline,
      goal: '≤ 2',
    },
    { measure: `resident after ${executions}, MiB`, ours: after.rssBytes / 2 ** 20, goal: '≤ 350' },
    { measure: 'resident ten seconds later, MiB', ours: idle.rssBytes / 2 ** 20, goal: '≤ 350' },
    {
      measure: 'CPU per execution, ms',
      ours: (after.cpuMs - before.cpuMs) / (executions - SINGLE - EMULATOR_MANY),
      goal: '',
    },
    { measure: `start-up with ${executions} kept, ms`, ours: again.server.startMs, goal: '' },
  ])
  if (values.sync) console.log('every group was synced to the device')
} finally {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
}
