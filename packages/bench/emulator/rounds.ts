import { quantile } from '../shared/measure.ts'
import { size } from '../shared/size.ts'
import type { Baseline } from './scenario.ts'
import type { Target } from './targets.ts'

/** How many at a time, and of how many. */
export const LOADS = [
  { atATime: 1, emulator: size(150, 5), baseline: size(1_000, 5) },
  { atATime: 10, emulator: size(800, 20), baseline: size(3_000, 20) },
  { atATime: 50, emulator: size(1_600, 50), baseline: size(4_000, 50) },
]
/** Executions of the emulator in one round. */
export const EXECUTIONS = LOADS.reduce((sum, { emulator }) => sum + emulator, 0)

export type Name = Baseline | 'emulator'
export type Figure = 'perSecond' | 'p50' | 'p99' | 'cpuMs'
/** By how many at a time and by name. */
export type Round = Record<number, Record<Name, Record<Figure, number>>>

/** Each load on each target, in turns. */
export async function round(all: Record<Name, Target>): Promise<Round> {
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
