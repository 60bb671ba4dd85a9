import type { Steps } from './steps/step.ts'

/** Prices of us-east-1 in US dollars, without the free tier: https://aws.amazon.com/step-functions/pricing, as of November 2026. */
export const PRICES = {
  asOf: 'November 2026',
  region: 'us-east-1',
  source: 'aws.amazon.com/step-functions/pricing',
  perTransition: 25 / 1_000_000,
  perExpressRequest: 1 / 1_000_000,
  /** Of the first 1,000 GB-hours a month: $0.06 an hour. */
  perGigabyteSecond: 0.06 / 3600,
} as const

const EXPRESS_STEP_MS = 100
const MEGABYTE = 1024 * 1024
const EXPRESS_BASE_MB = 50
const EXPRESS_CHUNK_MB = 64

/** State transitions as AWS counts them: every state that was entered, and every retry. */
export function transitionsOf({ all }: Steps): number {
  return all.reduce((sum, { attempts }) => sum + 1 + Math.max(0, attempts.length - 1), 0)
}

export function standardCost(transitions: number): number {
  return transitions * PRICES.perTransition
}

/**
 * What an Express execution of this length costs. AWS estimates its memory from the definition and the payloads of Parallel and
 * Map states, bills memory in chunks of 64 MB and time in steps of 100 ms.
 */
export function expressCost(run: {
  durationMs: number
  definitionBytes: number
  payloadBytes: number
  /** Branches and iterations. */
  groups: number
}): number {
  const usedMb = EXPRESS_BASE_MB + (run.definitionBytes + run.payloadBytes * run.groups) / MEGABYTE
  const billedGb = (Math.ceil(usedMb / EXPRESS_CHUNK_MB) * EXPRESS_CHUNK_MB) / 1024
  const billedSeconds = (Math.ceil(Math.max(1, run.durationMs) / EXPRESS_STEP_MS) * EXPRESS_STEP_MS) / 1000
  return PRICES.perExpressRequest + billedSeconds * billedGb * PRICES.perGigabyteSecond
}
