import { STATE_MACHINE } from 'workflow'
import { type Cost, costOf, type Memory, total } from './cost.ts'
import type { Usage } from './usage.ts'

/** Prices are given for this many. */
export const EXECUTIONS = 1_000

/** US dollars for so many executions, by what is billed, and together. */
export type Dollars = Cost & { total: number }

export interface PathCost {
  path: string
  /** From how many it is computed. */
  executions: number
  mean: Record<'transitions' | 'calls' | 'write' | 'read', number>
  standard: Dollars
  /** Only where nobody is waited for. */
  express?: Dollars
}

/** What one path costs, from executions that took it. */
export function pathCost(path: string, usages: readonly Usage[], memory: Memory): PathCost {
  const mean = (of: (usage: Usage) => number) => usages.reduce((sum, usage) => sum + of(usage), 0) / usages.length
  const dollars = (type: 'STANDARD' | 'EXPRESS'): Dollars => {
    const costs = usages.map((usage) => costOf(usage, type, memory))
    const each = (of: (cost: Cost) => number) =>
      (EXECUTIONS * costs.reduce((sum, cost) => sum + of(cost), 0)) / costs.length
    const parts = Object.keys(costs[0] ?? {}) as (keyof Cost)[]
    const byPart = Object.fromEntries(parts.map((part) => [part, each((cost) => cost[part])])) as Cost
    return { ...byPart, total: each(total) }
  }
  return {
    path,
    executions: usages.length,
    mean: {
      transitions: mean(({ transitions }) => transitions),
      calls: mean(({ calls }) => calls.length),
      write: mean(({ units }) => units.write),
      read: mean(({ units }) => units.read),
    },
    standard: dollars('STANDARD'),
    ...(runsAsExpress(path) && { express: dollars('EXPRESS') }),
  }
}

function runsAsExpress(path: string): boolean {
  return path.startsWith(STATE_MACHINE) && !/held|waited|WAITLISTED/.test(path)
}
