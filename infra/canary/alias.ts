import type { Tally } from './compare.ts'

/** An alias that can lead to two versions, of a function or of a state machine. */
export interface Alias {
  /** Percent of the requests, by version. */
  routing(): Promise<Record<string, number>>
  route(routing: Record<string, number>): Promise<void>
  /** The newest published version. */
  newest(): Promise<string>
  /** What a version answered from a time on (epoch ms). */
  tally(version: string, sinceMs: number): Promise<Tally>
}
