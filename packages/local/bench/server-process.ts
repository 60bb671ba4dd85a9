import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type ServerName, serverBundle } from './bundle-servers.ts'

export interface ServerProcess {
  url: string
  /** From the spawn to the message that it listens. */
  startMs: number
  usage(): Promise<{ rssBytes: number; cpuMs: number }>
  close(): Promise<void>
}

/**
 * As the product is started. A young generation may take 128 MB by default, which is most of what an idle machine room would keep;
 * executions end too soon to profit from it.
 */
const NODE_FLAGS = ['--max-semi-space-size=4']

export async function startServer(name: ServerName, args: string[]): Promise<ServerProcess> {
  const began = performance.now()
  const child: ChildProcess = fork(serverBundle(name), args, {
    execArgv: NODE_FLAGS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
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
