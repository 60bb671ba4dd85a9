import { parseArgs } from 'node:util'
import type { Settings } from '../settings.ts'

export interface CanaryOptions {
  /** Of the function or state machine, without the stage. */
  name: string
  /** The version to lead to; undefined: the newest. */
  to: string | undefined
  /** Of an emulator, where names are bare; undefined: AWS. */
  endpoint: string | undefined
  steps: readonly number[]
  windowMs: number
  holdMs: number
  pollMs: number
}

const USAGE = 'Expected: canary NAME [--to VERSION] [--steps 10,50] [--window SECONDS] [--endpoint URL]'

/** The options of the command line, and of the stage where it leaves them out. Throws, in one line, on what cannot be. */
export function readOptions(args: readonly string[], canary: Settings['canary']): CanaryOptions {
  const { values, positionals } = parse(args)
  const [name, ...others] = positionals
  if (name === undefined || others.length > 0) throw new Error(USAGE)
  const steps = values.steps?.split(',').map(Number) ?? canary?.steps ?? []
  const windowSeconds = Number(values.window ?? canary?.windowSeconds ?? DEFAULT_WINDOW_SECONDS)
  if (!steps.every((step, index) => step > (steps[index - 1] ?? 0) && step < 100 && Number.isInteger(step))) {
    throw new Error(`--steps is "${values.steps}": expected rising percents below 100, such as 10,50.`)
  }
  if (!(windowSeconds > 0)) throw new Error(`--window is "${values.window}": expected seconds, such as 300.`)
  const windowMs = windowSeconds * 1000
  const holdMs = Math.max(windowMs, (canary?.holdSeconds ?? DEFAULT_HOLD_SECONDS) * 1000)
  return { name, to: values.to, endpoint: values.endpoint, steps, windowMs, holdMs, pollMs: pollMsOf(windowMs) }
}

const DEFAULT_WINDOW_SECONDS = 300
const DEFAULT_HOLD_SECONDS = 3600

/** Twenty times in a window, but at most five times a second and at least four times a minute. */
function pollMsOf(windowMs: number): number {
  return Math.min(15_000, Math.max(200, windowMs / 20))
}

function parse(args: readonly string[]) {
  const option = { type: 'string' } as const
  const options = { to: option, steps: option, window: option, endpoint: option }
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new Error(`${(error as Error).message.split('\n')[0]}. ${USAGE}`)
  }
}
