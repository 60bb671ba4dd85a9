import type { StartNote } from './execution-record.ts'

/** The X-Amzn-Trace-Id that all invocations of one execution have in common: the caller's, or one drawn from the execution's seed. */
export function traceHeaderOf({ traceHeader, startMs, seed }: StartNote): string {
  if (traceHeader !== undefined) return traceHeader
  const seconds = Math.floor(startMs / 1000)
    .toString(16)
    .padStart(8, '0')
  return `Root=1-${seconds}-${seed.replaceAll('-', '').slice(0, 24)};Sampled=0`
}
