import { startEmulator } from 'emulator'
import { serve } from './serve.ts'
import { MACHINE } from './set-up.ts'

serve(({ setUp: { functions, tables, definition }, dataDirectory, sync }) =>
  startEmulator({
    port: 0,
    dataDirectory,
    sync,
    functions,
    tables,
    // None is forgotten while it is measured.
    retention: { executions: 1_000_000 },
    stateMachines: [{ name: MACHINE, type: 'STANDARD', definition }],
    report: console.error,
  }),
)
