import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { NODE_FLAGS } from './node-flags.ts'

const ENROLL = resolve(import.meta.dirname, '../../cli/bin/enroll.mjs')

export interface EnrollLocal {
  url: string
  stop(): Promise<void>
}

/** What `pnpm start` serves, on a free port; resolves once its first student is enrolled. */
export async function startEnrollLocal(data: string): Promise<EnrollLocal> {
  const child = spawn(process.execPath, [...NODE_FLAGS, ENROLL, 'local', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  let printed = ''
  await new Promise<void>((serving, failed) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk
      if (printed.includes('Ctrl-C')) serving()
    })
    exit.then(() => failed(new Error('enroll local ended instead of serving.')), failed)
  })
  return {
    url: /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '',
    async stop() {
      child.kill('SIGINT')
      await exit
    },
  }
}

/** Runs a command of `enroll` to its end; resolves with what it printed. */
export async function enroll(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [ENROLL, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`enroll ${args[0]} exited with ${code}.`)
  return printed
}
