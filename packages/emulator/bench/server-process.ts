import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type ServerName, serverBundle } from './bundle-servers.ts'
import type { ServerOptions } from './serve.ts'

export interface ServerProcess {
  url: string
  /** From the spawn to the message that it listens. */
  startMs: number
  usage(): Promise<{ rssBytes: number; cpuMs: number }>
  close(): Promise<void>
}

export async function startServer(name: ServerName, options: ServerOptions): Promise<ServerProcess> {
  const began = performance.now()
  const child: ChildProcess = fork(serverBundle(name), [], {
    execArgv: nodeFlags,
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

/** Those that `pnpm start` gives to Node. */
const nodeFlags = readStartFlags()

function readStartFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    scripts: { start: string }
  }
  const [, flags = ''] = /\bnode ((?:--\S+ )*)/.exec(scripts.start) ?? []
  return flags.split(' ').filter(Boolean)
}
