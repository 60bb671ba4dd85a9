import { setImmediate } from 'node:timers/promises'

const HOLD_MS = 10

let holdUntilMs = 0

/** Lets others have the thread after some milliseconds: many short evaluations, one after the other, take long. */
export function yieldThread(): Promise<void> | undefined {
  if (performance.now() < holdUntilMs) return undefined
  return setImmediate().then(() => {
    holdUntilMs = performance.now() + HOLD_MS
  })
}
