import type { FunctionConfiguration, TableSource } from 'emulator'

/** What an emulator is started with: one state machine, its functions and tables. */
export interface SetUp {
  functions: readonly FunctionConfiguration[]
  tables: readonly TableSource[]
  definition: string
}

/** The name of that state machine. */
export const MACHINE = 'bench'
