import { PRICES } from './prices.ts'
import type { Steps } from './step.ts'

const EXPRESS_STEP_MS = 100
const MEGABYTE = 1024 * 1024
const EXPRESS_BASE_MB = 50
const EXPRESS_CHUNK_MB = 64
const MB_PER_GB = 1024

/** State transitions as AWS counts them: every state that was entered, and every retry. */
export function transitionsOf({ all }: Steps): number {
  return all.reduce((sum, { attempts }) => sum + 1 + Math.max(0, attempts.length - 1), 0)
}

export function standardCost(transitions: number): number {
  return transitions * PRICES.standardTransition
}

/**
 * What an Express execution of this length costs. AWS estimates its memory from the definition and the payloads of
 * Parallel and Map states, bills memory in chunks of 64 MB and time in steps of 100 ms.
 */
export function expressCost(run: {
  durationMs: number
  definitionBytes: number
  payloadBytes: number
  /** Branches and iterations. */
  groups: number
}): number {
  const usedMb = EXPRESS_BASE_MB + (run.definitionBytes + run.payloadBytes * run.groups) / MEGABYTE
  const billedGb = (Math.ceil(usedMb / EXPRESS_CHUNK_MB) * EXPRESS_CHUNK_MB) / MB_PER_GB
  const billedSeconds = (Math.ceil(Math.max(1, run.durationMs) / EXPRESS_STEP_MS) * EXPRESS_STEP_MS) / 1000
  return PRICES.expressRequest + billedSeconds * billedGb * PRICES.expressGbSecond
}

/** What one call of a function costs. */
export function lambdaCost(durationMs: number, memoryMb: number): number {
  return PRICES.lambdaRequest + (Math.ceil(durationMs) / 1000) * (memoryMb / MB_PER_GB) * PRICES.lambdaGbSecond
}
