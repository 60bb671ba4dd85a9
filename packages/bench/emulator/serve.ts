import type { Baseline, SetUp } from './scenario.ts'

/** The options of a measured server. */
export interface ServerOptions {
  setUp: SetUp
  direct: string
  /** Which of its exports is called. */
  baseline: Baseline
  dataDirectory: string
  /** Whether writes survive a power failure. */
  sync: boolean
}

interface Served {
  url: string
  close(): Promise<void>
}

/** The measured process: starts with its parent's options, reports its usage on request, and exits on command. */
export function serve(start: (options: ServerOptions) => Promise<Served>): void {
  process.once('message', async (options: ServerOptions) => {
    const served = await start(options)
    process.on('message', async (message) => {
      if (message === 'usage') process.send?.({ rssBytes: process.memoryUsage().rss, cpu: process.cpuUsage() })
      if (message !== 'close') return
      await served.close()
      process.disconnect()
    })
    process.send?.({ url: served.url })
  })
}
