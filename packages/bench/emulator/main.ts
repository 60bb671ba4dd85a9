import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { bundleServers } from '../shared/bundle-servers.ts'
import { median } from '../shared/measure.ts'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'
import { size } from '../shared/size.ts'
import { scenario } from './enrollment-scenario.ts'
import { reportLoads } from './report-loads.ts'
import { EXECUTIONS, type Name, type Round, round } from './rounds.ts'
import { BASELINES } from './scenario.ts'
import { startBaseline, startEmulatorServer, type Target } from './targets.ts'

/**
 * Compares the emulator with a bare endpoint that calls the same handlers: one client, and both measured in turns, so
 * that a busy machine slows down both.
 * Usage: node emulator/main.ts [--sync]
 */
const { values } = parseArgs({ options: { sync: { type: 'boolean', default: false } } })

const STARTS = size(5, 1)
const ROUNDS = size(3, 1)
const IDLE_MS = size(10_000, 0)
const unprepared = { ...scenario, prepare: async () => undefined }

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

  reportLoads(rounds, values)
  const executions = (ROUNDS + 1) * EXECUTIONS
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
