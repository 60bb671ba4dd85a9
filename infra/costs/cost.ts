import { prices } from './prices.ts'
import type { Usage } from './usage.ts'

export type Cost = Record<'workflow' | 'functions' | 'table' | 'logs' | 'traces' | 'notifications', number>

/** Memory of each function in MB, by name. */
export type Memory = Record<string, number>

/** What one execution costs, in US dollars, by where the money goes. */
export function costOf(usage: Usage, type: 'STANDARD' | 'EXPRESS', memory: Memory): Cost {
  return {
    workflow: type === 'STANDARD' ? usage.transitions * prices.standardTransition : expressCost(usage.durationMs),
    functions: usage.calls.reduce((sum, call) => sum + callCost(call.durationMs, memory[call.name] ?? 0), 0),
    table: tableCost(usage),
    logs: (logBytes(usage) / GIGABYTE) * prices.logGb,
    traces: prices.trace,
    notifications: type === 'STANDARD' ? prices.notification : 0,
  }
}

export function total(cost: Cost): number {
  return Object.values(cost).reduce((sum, part) => sum + part, 0)
}

const GIGABYTE = 1024 ** 3
const MB_PER_GB = 1024

/** A definition and payloads of a few kilobytes fit in the first 64 MB. */
function expressCost(durationMs: number): number {
  const billedSeconds = Math.ceil(durationMs / 100) / 10
  return prices.expressRequest + billedSeconds * (64 / MB_PER_GB) * prices.expressGbSecond
}

function callCost(durationMs: number, memoryMb: number): number {
  return prices.lambdaRequest + (Math.ceil(durationMs) / 1000) * (memoryMb / MB_PER_GB) * prices.lambdaGbSecond
}

/** All items are below 1 KB. A transaction has three, each at twice the units, whether it succeeds or is cancelled. */
function tableCost({ lookUps, transactionalWrites, transactionalReads }: Usage): number {
  const readUnits = 2 * lookUps + 6 * transactionalReads
  return 6 * transactionalWrites * prices.dynamoDbWriteUnit + readUnits * prices.dynamoDbReadUnit
}

/** Sizes that log lines have: one of each history event, without its data, and four of each call of a function. */
function logBytes({ events, calls }: Usage): number {
  return events * 400 + calls.length * 4 * 250
}
