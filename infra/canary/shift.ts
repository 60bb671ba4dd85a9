import { isDeepStrictEqual } from 'node:util'
import type { Alias } from './alias.ts'
import { enough, type Tally, whatIsWorse } from './compare.ts'

export interface ShiftOptions {
  from: string
  to: string
  /** The new version's share of each step, in percent. Then comes 100. */
  steps: readonly number[]
  /** How long each step is watched at least. */
  windowMs: number
  /** How long a step waits for enough requests. */
  holdMs: number
  pollMs: number
}

export interface ShiftContext {
  alias: Alias
  /** The names of the alarms that fire. */
  alarms: () => Promise<string[]>
  clock: { now: () => number; sleep: (ms: number) => Promise<void> }
  report: (line: string) => void
  /** Aborted: the old version gets everything again. */
  signal?: AbortSignal
}

export type Shifted = { done: true } | { done: false; why: string }

/**
 * Leads an alias to a new version step by step. Where the new version gets worse, an alarm fires, or too few requests
 * come, the old version gets everything again. Throws where somebody else moved the alias, and leaves it there.
 */
export async function shift(options: ShiftOptions, context: ShiftContext): Promise<Shifted> {
  const { from, to } = options
  const { alias, report } = context
  try {
    for (const percent of options.steps) {
      const routing = { [from]: 100 - percent, [to]: percent }
      await alias.route(routing)
      report(`Version ${to} gets ${percent} %.`)
      const why = await watch(options, context, routing)
      if (why === undefined) continue
      await alias.route({ [from]: 100 })
      return { done: false, why }
    }
    await alias.route({ [to]: 100 })
    report(`Version ${to} gets 100 %.`)
    return { done: true }
  } catch (error) {
    if (error instanceof AliasMoved) throw error
    await alias.route({ [from]: 100 }).catch(() => {
      throw new Error(`The alias could not be led back to version ${from}: do it by hand (runbook, "Roll back").`, {
        cause: error,
      })
    })
    throw error
  }
}

/** Watches one step to its end; answers with why it must not go on, undefined where it may. */
async function watch(
  { from, to, windowMs, holdMs, pollMs }: ShiftOptions,
  { alias, alarms, clock, report, signal }: ShiftContext,
  routing: Record<string, number>,
): Promise<string | undefined> {
  const sinceMs = clock.now()
  let holding = false
  for (;;) {
    await clock.sleep(pollMs)
    if (signal?.aborted) return 'It was interrupted.'
    if (!isDeepStrictEqual(await alias.routing(), routing)) throw new AliasMoved()
    const [firing, next, old] = await Promise.all([alarms(), alias.tally(to, sinceMs), alias.tally(from, sinceMs)])
    if (firing.length > 0) return `${firing.join(', ')} fires.`
    const worse = whatIsWorse(next, old)
    if (worse !== undefined) return worse
    const passedMs = clock.now() - sinceMs
    if (passedMs < windowMs) continue
    if (enough(next, old)) return undefined
    if (passedMs >= holdMs) return `Too few requests in ${holdMs / 1000} s: ${counts(next, old)}.`
    if (!holding) report(`Holds: ${counts(next, old)}.`)
    holding = true
  }
}

const counts = (next: Tally, old: Tally) =>
  `${next.requests} of the new version, ${old.requests} of the old one, expected 50 of each`

class AliasMoved extends Error {
  constructor() {
    super('Somebody else moved the alias: expected it to stay while the canary runs. It is left as it is.')
  }
}
