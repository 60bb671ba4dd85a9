import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface StartedEmulator {
  url: string
  resumed: number
  kept: number
}

/** An emulator in a process of its own, with one state machine, one table and what `fixtures/marks.mjs` needs. */
export class KillableEmulator {
  readonly faults: string[] = []
  readonly #arguments: string[]
  #process: ChildProcess | undefined

  constructor(dataDirectory: string, ledger: string, definition: string) {
    this.#arguments = [dataDirectory, ledger, definition]
  }

  /** `env`: what its environment has more. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<StartedEmulator> {
    const script = fileURLToPath(new URL('fixtures/emulator-until-killed.ts', import.meta.url))
    this.#process = fork(script, this.#arguments, { stdio: 'inherit', env: { ...process.env, ...env } })
    const ended = once(this.#process, 'exit').then(() => [{ fault: 'The emulator ended instead of serving.' }])
    const [message] = (await Promise.race([once(this.#process, 'message'), ended])) as [
      StartedEmulator | { fault: string },
    ]
    if ('fault' in message) throw new Error(message.fault)
    this.#process.on('message', (later: { fault: string }) => this.faults.push(later.fault))
    return message
  }

  async kill(): Promise<void> {
    const exit = this.#process?.exitCode === null && this.#process.signalCode === null && once(this.#process, 'exit')
    this.#process?.kill('SIGKILL')
    await exit
  }
}

export async function call(url: string, operation: string, input: object) {
  const headers = { 'x-amz-target': `AWSStepFunctions.${operation}`, 'content-type': 'application/x-amz-json-1.0' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })
  return (await response.json()) as Record<string, unknown>
}
