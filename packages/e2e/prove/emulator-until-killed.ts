import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('serve-until-killed.ts', import.meta.url))

/** An emulator in a process of its own, which is killed and started again on the same data. */
export class EmulatorUntilKilled {
  /** What should not have happened, as it was reported. */
  readonly faults: string[] = []
  readonly #arguments: string[]
  #process: ChildProcess | undefined

  constructor(dataDirectory: string, ledger: string) {
    this.#arguments = [dataDirectory, ledger]
  }

  /** Resolves with its URL once it serves; undefined where it was killed before. */
  start(): Promise<string | undefined> {
    const [, ledger = ''] = this.#arguments
    // What is compiled once need not be compiled at each start, which is most of its time.
    const env = { ...process.env, NODE_COMPILE_CACHE: `${ledger}-compiled` }
    const child = fork(PROGRAM, this.#arguments, { stdio: 'inherit', env })
    this.#process = child
    return new Promise((resolve) => {
      child.on('message', ({ url, fault }: { url?: string; fault?: string }) => {
        if (fault !== undefined) this.faults.push(fault)
        else resolve(url)
      })
      child.once('exit', (code) => {
        if (code !== null)
          this.faults.push(`The emulator ended with ${code}: expected that it runs until it is killed.`)
        resolve(undefined)
      })
    })
  }

  async kill(): Promise<void> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }
}
