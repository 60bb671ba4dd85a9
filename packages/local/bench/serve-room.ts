import { startMachineRoom } from '../src/index.ts'
import type { Scenario } from './scenario.ts'

/** Arguments: the module of the scenario, the data directory, `sync` for durability beyond a power failure. */
const [module = '', dataDirectory = '', sync] = process.argv.slice(2)
const { scenario } = (await import(module)) as { scenario: Scenario }
const { functions, tables, definition } = scenario
const room = await startMachineRoom({
  port: 0,
  dataDirectory,
  sync: sync === 'sync',
  functions,
  tables,
  stateMachines: [{ name: 'bench', type: 'STANDARD', definition }],
  report: console.error,
})
process.send?.({ url: room.url })
process.on('message', async (message) => {
  if (message === 'usage') process.send?.({ rssBytes: process.memoryUsage().rss, cpu: process.cpuUsage() })
  if (message === 'close') {
    await room.close()
    process.disconnect()
  }
})
