import { expressCost, lambdaCost, PRICES, standardCost } from 'history'
import type { Usage } from './usage.ts'

export type Cost = Record<'workflow' | 'functions' | 'table' | 'logs' | 'traces' | 'notifications', number>

/** Memory of each function in MB, by name. */
export type Memory = Record<string, number>

/** What one execution costs, in US dollars, by what is billed. */
export function costOf(usage: Usage, type: 'STANDARD' | 'EXPRESS', memory: Memory): Cost {
  return {
    workflow:
      type === 'STANDARD' ? standardCost(usage.transitions) : expressCost({ ...SMALL, durationMs: usage.durationMs }),
    functions: usage.calls.reduce((sum, call) => sum + lambdaCost(call.durationMs, memory[call.name] ?? 0), 0),
    table: usage.units.write * PRICES.dynamoDbWriteUnit + usage.units.read * PRICES.dynamoDbReadUnit,
    logs: (logBytes(usage) / GIGABYTE) * PRICES.logGb,
    traces: PRICES.trace,
    notifications: type === 'STANDARD' ? PRICES.notification : 0,
  }
}

export function total(cost: Cost): number {
  return Object.values(cost).reduce((sum, part) => sum + part, 0)
}

const GIGABYTE = 1024 ** 3
/** A definition and payloads of a few kilobytes fit in the first 64 MB. */
const SMALL = { definitionBytes: 0, payloadBytes: 0, groups: 0 }

/** Sizes that log lines have: one of each history event, without its data, and four of each call of a function. */
function logBytes({ events, calls }: Usage): number {
  return events * 400 + calls.length * 4 * 250
}
