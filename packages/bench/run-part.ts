import { fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { PartResults } from './results.ts'
import { usedByOthers } from './shared/machine.ts'
import type { Table } from './shared/report.ts'

/** Runs one part in a process of its own: nothing that another part left behind is measured with it. */
export async function runPart(name: string): Promise<PartResults> {
  const before = await usedByOthers()
  const [loadAverage = Number.NaN] = loadavg()
  const began = performance.now()
  const tables: Table[] = []
  const child = fork(join(import.meta.dirname, name, 'main.ts'))
  child.on('message', (table) => tables.push(table as Table))
  const [code] = await once(child, 'exit')
  const seconds = (performance.now() - began) / 1_000
  return {
    name,
    complete: code === 0,
    seconds,
    usedByOthers: { before, after: await usedByOthers() },
    loadAverage,
    tables,
  }
}
