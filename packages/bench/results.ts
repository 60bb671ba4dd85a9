import type { Machine } from './shared/machine.ts'
import type { Table } from './shared/report.ts'

/** The document of a run, as `BENCH_JSON` names it. */
export interface Results {
  /** ISO 8601. */
  measuredAt: string
  machine: Machine
  parts: PartResults[]
}

export interface PartResults {
  name: string
  /** False: it failed, and its tables are what it had measured until then. */
  complete: boolean
  seconds: number
  /** The share of all CPUs that other programs used, from 0 to 1: in the second before it and in that after it. */
  usedByOthers: { before: number; after: number }
  /** Of the minute before it. */
  loadAverage: number
  tables: Table[]
}
