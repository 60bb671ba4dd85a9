import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { bundleServers } from './bundle-servers.ts'
import { median, oneAtATime, quantile } from './measure.ts'
import { FLOORS, type Floor, type Scenario } from './scenario.ts'
import { type Subject, startEmulatorServer, startFloor } from './subjects.ts'
import { printTable } from './table.ts'

/**
 * Compares the emulator with a bare endpoint that calls the same handlers: one client, and both measured in turns, so that a machine
 * that is slow for a while is slow for both.
 * Usage: node bench/bench.ts [module of a scenario] [--sync]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sync: { type: 'boolean', default: false } },
})
const [given] = positionals
const path = given === undefined ? fileURLToPath(new URL('own-scenario.ts', import.meta.url)) : resolve(given)
const { scenario } = (await import(pathToFileURL(path).href)) as { scenario: Scenario }

const work = (await import(pathToFileURL(scenario.direct).href)) as object

const STARTS = 7
const ROUNDS = 5
const AT_A_TIME = 50
const SINGLE = 100
const FLOOR_MANY = 4_000
const EMULATOR_MANY = 1_600

const directories: string[] = []
function optionsFor(floor: Floor = 'direct') {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'bench-'))
  directories.push(dataDirectory)
  return { setUp: scenario.setUp, direct: scenario.direct, floor, dataDirectory, sync: values.sync }
}

async function startUp() {
  const floor: number[] = []
  const emulator: number[] = []
  for (let round = 0; round < STARTS; round++) {
    for (const [times, start] of [[floor, startFloor] as const, [emulator, startEmulatorServer] as const]) {
      const subject = await start({ ...scenario, prepare: async () => undefined }, optionsFor())
      times.push(subject.server.startMs)
      await subject.close()
    }
  }
  return { floor: median(floor), emulator: median(emulator) }
}

interface Round {
  p50Ms: number
  p95Ms: number
  perSecond: number
}

async function round(subject: Subject, many: number): Promise<Round> {
  const times = await oneAtATime(SINGLE, subject.once)
  const perSecond = await subject.perSecond(many, AT_A_TIME)
  return { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95), perSecond }
}

try {
  bundleServers()
  const start = await startUp()
  const emulatorOptions = optionsFor()
  const floors = new Map<Floor, Subject>()
  for (const name of FLOORS) if (name in work) floors.set(name, await startFloor(scenario, optionsFor(name)))
  const emulator = await startEmulatorServer(scenario, emulatorOptions)
  for (const floor of floors.values()) await round(floor, FLOOR_MANY)
  await round(emulator, EMULATOR_MANY)
  const rounds: Record<Floor | 'emulator', Round>[] = []
  const before = await emulator.server.usage()
  for (let n = 0; n < ROUNDS; n++) {
    const one: Partial<Record<Floor | 'emulator', Round>> = {}
    for (const [name, floor] of floors) one[name] = await round(floor, FLOOR_MANY)
    rounds.push({ ...one, emulator: await round(emulator, EMULATOR_MANY) } as Record<Floor | 'emulator', Round>)
  }
  const after = await emulator.server.usage()
  // Environments that are not needed any more end, and V8 cleans up.
  await delay(10_000)
  const idle = await emulator.server.usage()
  for (const floor of floors.values()) await floor.close()
  await emulator.close()
  const again = await startEmulatorServer({ ...scenario, prepare: async () => undefined }, emulatorOptions)
  await again.close()

  const executions = (ROUNDS + 1) * (SINGLE + EMULATOR_MANY)
  const row = (measure: string, unit: keyof Round, goal: string, floor: Floor = 'direct') => {
    const ratios = rounds.map((one) => one.emulator[unit] / one[floor][unit])
    const of = (who: Floor | 'emulator') => median(rounds.map((one) => one[who][unit]))
    return { measure, floor: of(floor), ours: of('emulator'), ratio: median(ratios), goal }
  }
  const beside = (unit: keyof Round) =>
    floors.has('withoutReads') ? [row('  beside a floor that reads nothing', unit, '', 'withoutReads')] : []
  printTable([
    row('p50 at one at a time, ms', 'p50Ms', '≤ 12'),
    ...beside('p50Ms'),
    row('p95 at one at a time, ms', 'p95Ms', ''),
    row(`per second, ${AT_A_TIME} at a time`, 'perSecond', '≥ 0.125'),
    ...beside('perSecond'),
    {
      measure: 'start-up, ms',
      floor: start.floor,
      ours: start.emulator,
      ratio: start.emulator / start.floor,
      goal: '≤ 3',
    },
    { measure: `resident after ${executions}, MiB`, ours: after.rssBytes / 2 ** 20, goal: '≤ 200' },
    { measure: 'resident ten seconds later, MiB', ours: idle.rssBytes / 2 ** 20, goal: '≤ 200' },
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
