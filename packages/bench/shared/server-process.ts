import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type ServerName, serverBundle } from './bundle-servers.ts'
import { NODE_FLAGS } from './node-flags.ts'
import type { ServerOptions } from './serve.ts'

export interface ServerProcess {
  url: string
  /** From the spawn to the message that it listens. */
  startMs: number
  usage(): Promise<{ rssBytes: number; cpuMs: number }>
  close(): Promise<void>
}

/** `nodeFlags`: beside those of `pnpm start`. */
export async function startServer(
  name: ServerName,
  options: ServerOptions,
  nodeFlags: readonly string[] = [],
): Promise<ServerProcess> {
  const began = performance.now()
  const child: ChildProcess = fork(serverBundle(name), [], {
    execArgv: [...NODE_FLAGS, ...nodeFlags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.send(options)
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  const startMs = performance.now() - began
  return {
    url,
    startMs,
    async usage() {
      child.send('usage')
      const [{ rssBytes, cpu }] = (await once(child, 'message')) as [{ rssBytes: number; cpu: NodeJS.CpuUsage }]
      return { rssBytes, cpuMs: (cpu.user + cpu.system) / 1000 }
    },
    async close() {
      const exit = once(child, 'exit')
      child.send('close')
      await exit
    },
  }
}
