/** What one version answered since a step began. */
export interface Tally {
  requests: number
  /** How many of them had each reason: the codes of a "no", or the name of an error. */
  reasons: Record<string, number>
}

/** Below this nothing can be said: the canary holds. */
export const MIN_REQUESTS = 50
/** A reason that is more frequent by less than this is let through, however certain it is. */
const TOLERATED = 0.02
/**
 * Standard errors. With 50 requests each, 14 refusals where there were none are found. The versions are compared many
 * times, for many reasons: docs/decisions/canary.md has what chance alone does at fewer.
 */
const CERTAIN = 4

export function enough(...tallies: readonly Tally[]): boolean {
  return tallies.every(({ requests }) => requests >= MIN_REQUESTS)
}

/** The reason that the new version gives more often than the old one, in a sentence; undefined where there is none. */
export function whatIsWorse(next: Tally, old: Tally): string | undefined {
  if (!enough(next, old)) return undefined
  for (const reason of Object.keys(next.reasons).sort()) {
    const shares = [next, old].map(({ reasons, requests }) => (reasons[reason] ?? 0) / requests)
    const [share = 0, before = 0] = shares
    if (share - before > TOLERATED && standardErrors(share, next.requests, before, old.requests) > CERTAIN) {
      return `${reason} in ${percent(share)} of ${next.requests} requests, beside ${percent(before)} of ${old.requests} before.`
    }
  }
  return undefined
}

/** Of the difference of two shares, as a test of two proportions has them. */
function standardErrors(share: number, requests: number, before: number, requestsBefore: number): number {
  const pooled = (share * requests + before * requestsBefore) / (requests + requestsBefore)
  return (share - before) / Math.sqrt(pooled * (1 - pooled) * (1 / requests + 1 / requestsBefore))
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
