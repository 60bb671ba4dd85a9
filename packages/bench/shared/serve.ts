import type { SetUp } from './set-up.ts'

/** The options of a measured server. */
export interface ServerOptions {
  setUp: SetUp
  dataDirectory: string
  /** Whether writes survive a power failure. */
  sync: boolean
  /** What the baseline calls: a module, and which of its exports. */
  direct?: { module: string; name: string }
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
