import { type BatchProgress, noAnswers } from 'intake'
import type { RowOutcome } from './row-outcome.ts'

/** The rate is that of this time: rows that an earlier run started are answered faster. */
const WINDOW_MS = 20_000
const SAMPLE_MS = 250

export interface ProgressMeter {
  count(outcome: RowOutcome): void
  now(): BatchProgress
}

export function createProgressMeter(total: number, clock: () => number = Date.now): ProgressMeter {
  const counts = noAnswers()
  const reasons: Record<string, number> = {}
  const samples = [{ atMs: clock(), done: 0 }]
  let done = 0
  let before = 0

  function perSecond(): number {
    const now = clock()
    const first = samples.find(({ atMs }) => now - atMs <= WINDOW_MS) ?? samples.at(-1)
    if (first === undefined || now - first.atMs < SAMPLE_MS) return 0
    return ((done - first.done) * 1000) / (now - first.atMs)
  }

  return {
    count(outcome) {
      counts[outcome.answer] += 1
      if (outcome.answer === 'CANCELLED')
        for (const reason of outcome.reasons) reasons[reason] = (reasons[reason] ?? 0) + 1
      done += 1
      if (outcome.before) before += 1
      const now = clock()
      if (now - (samples.at(-1)?.atMs ?? 0) < SAMPLE_MS) return
      samples.push({ atMs: now, done })
      while (now - (samples[0]?.atMs ?? now) > WINDOW_MS) samples.shift()
    },
    now() {
      const rate = perSecond()
      const remainingMs = rate === 0 ? undefined : ((total - done) / rate) * 1000
      return { done, total, counts: { ...counts }, reasons: { ...reasons }, before, perSecond: rate, remainingMs }
    },
  }
}
