import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { bundleServers } from '../shared/bundle-servers.ts'
import { median, quantile } from '../shared/measure.ts'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'
import { size } from '../shared/size.ts'
import { scenario } from './enrollment-scenario.ts'
import { BASELINES, type Baseline } from './scenario.ts'
import { startBaseline, startEmulatorServer, type Target } from './targets.ts'

/**
 * Compares the emulator with a bare endpoint that calls the same handlers: one client, and both measured in turns, so
 * that a busy machine slows down both.
 * Usage: node emulator/main.ts [--sync]
 */
const { values } = parseArgs({ options: { sync: { type: 'boolean', default: false } } })

const STARTS = size(5, 1)
const ROUNDS = size(3, 1)
/** How many at a time, and of how many. */
const LOADS = [
  { atATime: 1, emulator: size(150, 5), baseline: size(1_000, 5) },
  { atATime: 10, emulator: size(800, 20), baseline: size(3_000, 20) },
  { atATime: 50, emulator: size(1_600, 50), baseline: size(4_000, 50) },
]
const IDLE_MS = size(10_000, 0)
const unprepared = { ...scenario, prepare: async () => undefined }

type Name = Baseline | 'emulator'
type Figure = 'perSecond' | 'p50' | 'p99' | 'cpuMs'
/** By how many at a time and by name. */
type Round = Record<number, Record<Name, Record<Figure, number>>>

await withScratch(async (directory) => {
  const optionsFor = (name: string = 'direct') => ({
    setUp: scenario.setUp,
    direct: { module: scenario.direct, name },
    dataDirectory: mkdtempSync(join(directory, 'data-')),
    sync: values.sync,
  })
  bundleServers()
  const startMs = await startUp(optionsFor)
  const emulatorOptions = optionsFor()
  const targets: Partial<Record<Name, Target>> = {}
  for (const name of BASELINES) targets[name] = await startBaseline(scenario, optionsFor(name))
  const emulator = await startEmulatorServer(scenario, emulatorOptions)
  const all = { ...targets, emulator } as Record<Name, Target>

  await round(all)
  const rounds: Round[] = []
  for (let n = 0; n < ROUNDS; n++) rounds.push(await round(all))
  const after = await emulator.server.usage()
  // Idle environments end, and V8 collects garbage.
  await delay(IDLE_MS)
  const idle = await emulator.server.usage()
  for (const target of Object.values(all)) await target.close()
  const again = await startEmulatorServer(unprepared, emulatorOptions)
  await again.close()

  reportLoads(rounds)
  const executions = (ROUNDS + 1) * LOADS.reduce((sum, { emulator: count }) => sum + count, 0)
  report({
    title: 'The emulator: start-up and memory',
    columns: ['baseline', 'ours', 'ratio', 'goal'],
    rows: [
      {
        measure: 'start-up, ms',
        baseline: startMs.baseline,
        ours: startMs.emulator,
        ratio: startMs.emulator / startMs.baseline,
        goal: '≤ 2',
      },
      { measure: `start-up with ${executions} kept, ms`, ours: again.server.startMs },
      { measure: `resident after ${executions}, MiB`, ours: after.rssBytes / 2 ** 20, goal: '≤ 350' },
      { measure: 'resident ten seconds later, MiB', ours: idle.rssBytes / 2 ** 20, goal: '≤ 350' },
    ],
  })
})

async function startUp(optionsFor: () => Parameters<typeof startBaseline>[1]) {
  const baseline: number[] = []
  const emulator: number[] = []
  for (let n = 0; n < STARTS; n++) {
    for (const [times, start] of [[baseline, startBaseline] as const, [emulator, startEmulatorServer] as const]) {
      const target = await start(unprepared, optionsFor())
      times.push(target.server.startMs)
      await target.close()
    }
  }
  return { baseline: median(baseline), emulator: median(emulator) }
}

async function round(all: Record<Name, Target>): Promise<Round> {
  const measured: Round = {}
  for (const load of LOADS) {
    const figures: Partial<Record<Name, Record<Figure, number>>> = {}
    for (const [name, target] of Object.entries(all)) {
      const count = name === 'emulator' ? load.emulator : load.baseline
      const before = await target.server.usage()
      const { perSecond, times } = await target.load(count, load.atATime)
      const { cpuMs } = await target.server.usage()
      const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)]
      figures[name as Name] = { perSecond, p50, p99, cpuMs: (cpuMs - before.cpuMs) / count }
    }
    measured[load.atATime] = figures as Record<Name, Record<Figure, number>>
  }
  return measured
}

function reportLoads(rounds: readonly Round[]): void {
  const row = (measure: string, atATime: number, figure: Figure, goal = '', baseline: Baseline = 'direct') => {
    const of = (one: Round, name: Name) => one[atATime]?.[name][figure] ?? Number.NaN
    return {
      measure,
      baseline: median(rounds.map((one) => of(one, baseline))),
      ours: median(rounds.map((one) => of(one, 'emulator'))),
      ratio: median(rounds.map((one) => of(one, 'emulator') / of(one, baseline))),
      goal,
    }
  }
  report({
    title: `The emulator beside a bare endpoint that calls the same handlers${values.sync ? '; every group was synced to the device' : ''}`,
    columns: ['baseline', 'ours', 'ratio', 'goal'],
    rows: LOADS.flatMap(({ atATime }) => [
      row(`per second, ${atATime} at a time`, atATime, 'perSecond', atATime === 50 ? '≥ 0.22' : ''),
      ...(atATime === 50
        ? [row('  beside a baseline that reads nothing', atATime, 'perSecond', '', 'withoutReads')]
        : []),
      row(`p50 at ${atATime}, ms`, atATime, 'p50', atATime === 1 ? '≤ 7' : ''),
      row(`p99 at ${atATime}, ms`, atATime, 'p99'),
      row(`CPU per execution at ${atATime}, ms`, atATime, 'cpuMs'),
    ]),
    note: `Median of ${rounds.length} rounds in turns. Above 1 at a time, an execution ends when the store says so.`,
  })
}
