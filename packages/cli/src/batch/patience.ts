import { setTimeout as sleep } from 'node:timers/promises'

/** Calls AWS; when it throttles, repeats the call later, and holds back all others until then. */
export type Patience = <Answer>(call: () => Promise<Answer>) => Promise<Answer>

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000

/** Throttling is no failure, however long it takes: only `signal` ends the waiting. */
export function createPatience(signal: AbortSignal, firstPauseMs = FIRST_PAUSE_MS): Patience {
  let pauseMs = firstPauseMs
  let resumeAtMs = 0
  return async (call) => {
    for (;;) {
      for (let waitMs = resumeAtMs - Date.now(); waitMs > 0; waitMs = resumeAtMs - Date.now()) {
        // Not all at the same moment.
        await sleep(waitMs * (1 + Math.random()), undefined, { signal })
      }
      signal.throwIfAborted()
      const calledAtMs = Date.now()
      try {
        const answer = await call()
        pauseMs = Math.max(firstPauseMs, pauseMs * 0.9)
        return answer
      } catch (error) {
        if (!isThrottled(error)) throw error
        // Many calls are refused together: they make one pause.
        if (calledAtMs < resumeAtMs) continue
        resumeAtMs = Date.now() + pauseMs
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
      }
    }
  }
}

const THROTTLED =
  /^(Throttling(Exception)?|ThrottledException|RequestThrottled(Exception)?|TooManyRequestsException|RequestLimitExceeded|ProvisionedThroughputExceededException|SlowDown)$/

function isThrottled(error: unknown): boolean {
  return error instanceof Error && THROTTLED.test(error.name)
}
