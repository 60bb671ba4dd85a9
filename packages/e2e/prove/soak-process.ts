import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { clients, scratch } from '../test/emulator-process.ts'
import type { Memory } from './soak-emulator.ts'

export interface SoakProcess extends ReturnType<typeof clients> {
  /** What it needs after a garbage collection. */
  memory(): Promise<Memory>
  /** Everything that it reported or printed. */
  printed(): string
  stop(): Promise<void>
}

export async function startSoakProcess({ executions, leakBytes = 0 }: { executions: number; leakBytes?: number }) {
  const folder = await scratch()
  const args = [join(folder.path, 'data'), String(executions), String(leakBytes)]
  // The young generation as `pnpm start` has it.
  const execArgv = ['--expose-gc', '--max-semi-space-size=16']
  const child = fork(join(import.meta.dirname, 'soak-emulator.ts'), args, { execArgv, silent: true })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk
    })
  }
  const [url] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`The emulator ended instead of serving:\n${printed}`))),
  ])) as [string]
  return {
    ...clients(url),
    memory: async () => {
      const answer = once(child, 'message')
      child.send('memory')
      return ((await answer) as [Memory])[0]
    },
    printed: () => printed,
    stop: async () => {
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
      await folder.remove()
    },
  } satisfies SoakProcess
}
