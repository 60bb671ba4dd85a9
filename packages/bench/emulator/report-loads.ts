import { median } from '../shared/measure.ts'
import { report } from '../shared/report.ts'
import { type Figure, LOADS, type Name, type Round } from './rounds.ts'
import type { Baseline } from './scenario.ts'

const CHEAPER = [
  ['  beside reads over bare HTTP', 'withBareReads'],
  ['  beside a baseline that reads nothing', 'withoutReads'],
] as const

/** Medians of rounds, and of their ratios. */
export function reportLoads(rounds: readonly Round[], { sync }: { sync: boolean }): void {
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
  const beside = (atATime: number, figure: Figure) =>
    CHEAPER.map(([measure, baseline]) => row(measure, atATime, figure, '', baseline))
  report({
    title: `The emulator beside a bare endpoint that calls the same handlers${sync ? '; every group was synced to the device' : ''}`,
    columns: ['baseline', 'ours', 'ratio', 'goal'],
    rows: LOADS.flatMap(({ atATime }) => [
      row(`per second, ${atATime} at a time`, atATime, 'perSecond', atATime === 50 ? '≥ 0.22' : ''),
      ...(atATime === 50 ? beside(atATime, 'perSecond') : []),
      row(`p50 at ${atATime}, ms`, atATime, 'p50', atATime === 1 ? '≤ 7' : ''),
      ...(atATime === 1 ? beside(atATime, 'p50') : []),
      row(`p99 at ${atATime}, ms`, atATime, 'p99'),
      row(`CPU per execution at ${atATime}, ms`, atATime, 'cpuMs'),
    ]),
    note: `Median of ${rounds.length} rounds in turns. Above 1 at a time, an execution ends when the store says so.`,
  })
}
