import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { scenario } from '../emulator/enrollment-scenario.ts'
import { startEmulatorServer } from '../emulator/targets.ts'
import { bundleServers } from '../shared/bundle-servers.ts'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'
import { size } from '../shared/size.ts'
import { selfTimes } from './self-times.ts'

/** Where the emulator spends its time with 50 executions at a time: by module, of all its threads together. */
const EXECUTIONS = size(4_000, 50)
const WARM_UP = size(800, 50)
const AT_A_TIME = 50
const MODULES = 14

await withScratch(async (directory) => {
  bundleServers()
  const profiles = join(directory, 'profiles')
  mkdirSync(profiles)
  const options = { setUp: scenario.setUp, dataDirectory: join(directory, 'data'), sync: false }
  const flags = ['--cpu-prof', `--cpu-prof-dir=${profiles}`]
  // The table is filled before, and the first executions are left out: they start threads and compile.
  const filled = await startEmulatorServer(scenario, options)
  await filled.close()
  const emulator = await startEmulatorServer({ ...scenario, prepare: async () => undefined }, options, flags)
  await emulator.load(WARM_UP, AT_A_TIME)
  const sinceUs = Number(process.hrtime.bigint() / 1_000n)
  await emulator.load(EXECUTIONS, AT_A_TIME)
  await emulator.close()

  const times = [...selfTimes(profiles, sinceUs)].sort(([, a], [, b]) => b - a)
  const all = times.reduce((sum, [, ms]) => sum + ms, 0)
  const row = (measure: string, ms: number) => ({ measure, 'ms per execution': ms / EXECUTIONS, '%': (100 * ms) / all })
  const rest = times.slice(MODULES).reduce((sum, [, ms]) => sum + ms, 0)
  report({
    title: `Profile of the emulator: ${EXECUTIONS} executions, ${AT_A_TIME} at a time`,
    columns: ['ms per execution', '%'],
    rows: [...times.slice(0, MODULES).map(([module, ms]) => row(module, ms)), row('all others', rest)],
    note: 'Without what other modules did that it called; threads of Lambdas and of expressions too.',
  })
})
