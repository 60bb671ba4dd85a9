import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { until } from '../test/course-life.ts'
import { failedExecutions, unsettled } from './executions.ts'
import { growth, low } from './flat.ts'
import { PATIENCE, printFigures, scale } from './scale.ts'
import { violations } from './snapshot.ts'
import type { Memory } from './soak-emulator.ts'
import { type Load, startLoad } from './soak-load.ts'
import { type SoakProcess, startSoakProcess } from './soak-process.ts'

const SECONDS = scale(15, 1800)
const CONTROL_SECONDS = 60
/** Kept by the emulator: reached in the first minutes, so that what it keeps does not grow any more. */
const KEPT = 2000
const MAX_GROWTH = 0.1

let emulator: SoakProcess
afterEach(() => emulator.stop())

/** Loads the emulator for so long, and looks at its memory meanwhile. */
async function soak(seconds: number, pauseMs: number): Promise<{ load: Load; samples: Memory[] }> {
  const endMs = Date.now() + seconds * 1000
  const isOver = () => Date.now() > endMs
  const load = await startLoad(emulator, { courses: 4, students: 48, pauseMs, isOver })
  const samples: Memory[] = []
  while (!isOver()) {
    await sleep((seconds * 1000) / 180)
    samples.push(await emulator.memory())
  }
  await load.done
  return { load, samples }
}

const resident = (samples: Memory[]) => samples.map(({ residentBytes }) => residentBytes)
const heap = (samples: Memory[]) => samples.map(({ heapBytes }) => heapBytes)
const inMb = (bytes: number | undefined = Number.NaN) => Math.round(bytes / 1e5) / 10

test(
  `${SECONDS} s of steady load: every execution ends or waits for something that is there, and memory stays flat`,
  PATIENCE,
  async () => {
    emulator = await startSoakProcess({ executions: KEPT })
    const { load, samples } = await soak(SECONDS, scale(1000, 5000))
    const left = await until(
      async () => {
        await load.redriveFailed()
        await sleep(500)
        return [...(await failedExecutions(emulator.sfn)), ...(await unsettled(emulator.sfn, load.courses))]
      },
      (executions) => executions.length === 0,
    )
    expect(left).toEqual([])
    const broken = await Promise.all(load.ids.map((id) => violations(emulator.dynamodb, id, { settled: true })))
    expect(broken.flat()).toEqual([])
    expect(emulator.printed()).toBe('')
    expect(Object.keys(load.started)).toHaveLength(3)

    const third = Math.floor(samples.length / 3)
    const inThirds = (bytes: number[]) => [0, 1, 2].map((n) => inMb(low(bytes.slice(n * third, (n + 1) * third))))
    printFigures({
      seconds: SECONDS,
      started: load.started,
      redriven: load.redriven,
      injected: samples.at(-1)?.injected,
      residentMb: inThirds(resident(samples)),
      heapMb: inThirds(heap(samples)),
      residentGrowth: growth(resident(samples)),
      heapGrowth: growth(heap(samples)),
    })
    // In the seconds of `pnpm test` it only warms up.
    if (!process.env.PROVE) return
    expect(growth(resident(samples))).toBeLessThanOrEqual(MAX_GROWTH)
    expect(growth(heap(samples))).toBeLessThanOrEqual(MAX_GROWTH)
  },
)

test.runIf(process.env.PROVE)('control: an emulator that keeps 50 KB of each task is not flat', PATIENCE, async () => {
  emulator = await startSoakProcess({ executions: KEPT, leakBytes: 50_000 })
  const { samples } = await soak(CONTROL_SECONDS, 2000)
  printFigures({ residentGrowth: growth(resident(samples)) })
  expect(growth(resident(samples))).toBeGreaterThan(MAX_GROWTH)
})
