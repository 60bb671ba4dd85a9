import type { Client } from '../shared/http-client.ts'
import type { SetUp } from '../shared/set-up.ts'

/** A workflow to measure. */
export interface Scenario {
  /** What the emulator is started with. */
  setUp: SetUp
  /** Fills the tables of a server that has just started. */
  prepare(client: Client): Promise<void>
  /** The input of the nth execution. */
  input(n: number): string
  /**
   * The path of a JavaScript module that exports the same work without Step Functions, as `direct`; it may also export
   * that work with cheaper reads of the tables, as `withBareReads`, and without any, as `withoutReads`.
   */
  direct: string
}

/** What the module of `direct` can export: each is a bare endpoint to compare with. */
export const BASELINES = ['direct', 'withBareReads', 'withoutReads'] as const
export type Baseline = (typeof BASELINES)[number]

/** Calls the handlers, by function name: one after the other where they depend on each other. */
export type Direct = (handlers: Record<string, Handler>, input: unknown) => Promise<unknown>

/** A Lambda's handler as its bundle exports it. */
export type Handler = (event: unknown, context: object) => Promise<unknown>
