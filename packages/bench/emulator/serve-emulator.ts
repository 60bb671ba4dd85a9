import { startEmulator } from 'emulator'
import { serve } from './serve.ts'

serve(({ setUp: { functions, tables, definition }, dataDirectory, sync }) =>
  startEmulator({
    port: 0,
    dataDirectory,
    sync,
    functions,
    tables,
    stateMachines: [{ name: 'bench', type: 'STANDARD', definition }],
    report: console.error,
  }),
)
