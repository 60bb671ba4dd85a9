import type { FunctionConfiguration, TableSource } from '../src/index.ts'

/** A workflow to measure. A module that exports one as `scenario` can be given to the bench. */
export interface Scenario {
  functions: readonly FunctionConfiguration[]
  tables: readonly TableSource[]
  definition: string
  /** The input of the nth execution. */
  input(n: number): string
  /** The same work without Step Functions: the handlers, by function name, called one after the other where they depend on each other. */
  direct(handlers: Record<string, Handler>, input: unknown): Promise<unknown>
}

/** A Lambda's handler as its bundle exports it. */
export type Handler = (event: unknown, context: object) => Promise<unknown>
