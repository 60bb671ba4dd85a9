import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { ROOT } from './emulator-process.ts'

const ENROLL = resolve(ROOT, 'packages/cli/dist/enroll.mjs')

export interface ServedConsole {
  /** Without a slash at the end. */
  url: string
  pid: number
  stop(): Promise<void>
}

/** `enroll console` on a free port, in front of the account at `endpoint`; resolves when it serves. */
export async function serveConsole(endpoint: string, ...args: string[]): Promise<ServedConsole> {
  const child = spawn(process.execPath, [ENROLL, 'console', '--endpoint', endpoint, '--port', '0', ...args], {
    stdio: 'pipe',
  })
  let printed = ''
  const url = await new Promise<string>((serving, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        printed += chunk
        const address = /(http:\/\/127\.0\.0\.1:\d+)\/console\//.exec(printed)?.[1]
        if (address !== undefined) serving(address)
      })
    }
    child.once('exit', () => failed(new Error(`enroll console ended instead of serving:\n${printed}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      const exit = once(child, 'exit')
      child.kill('SIGINT')
      await exit
    },
  }
}
