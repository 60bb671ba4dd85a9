import { availableParallelism, cpus, totalmem, type } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'

export interface Machine {
  cpu: string
  cores: number
  memoryGib: number
  system: string
  node: string
}

export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${process.arch}`,
    node: process.version,
  }
}

/** The share of all CPUs that other programs use, from 0 to 1: this one waits meanwhile. */
export async function usedByOthers(): Promise<number> {
  const before = cpuTimes()
  await delay(1_000)
  const after = cpuTimes()
  return 1 - (after.idle - before.idle) / (after.all - before.all)
}

function cpuTimes() {
  const times = cpus().map((cpu) => cpu.times)
  const sum = (of: (time: (typeof times)[number]) => number) => times.reduce((total, time) => total + of(time), 0)
  return { idle: sum(({ idle }) => idle), all: sum((time) => Object.values(time).reduce((a, b) => a + b, 0)) }
}
