import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { lambdas } from 'workflow'
import { oneLine } from '../one-line.ts'
import { readPins } from '../pins.ts'
import { planStack } from '../plan/plan-stack.ts'
import { stacksInOrder } from '../plan/stacks.ts'
import { readSettings } from '../settings.ts'

const INFRA = join(import.meta.dirname, '..')
const OUTDIR = join(INFRA, 'cdktf.out')

/**
 * `ship`: deploys the stacks of the stage that change, one after the other, and leads their aliases to the new versions
 * by the canary where the stage has one. Ends with the first that does not go through.
 */
await oneLine(() => {
  const settings = readSettings(process.env)
  run('cdktf', 'synth')
  for (const stack of stacksInOrder(OUTDIR)) {
    const { changes, problem } = planStack(OUTDIR, stack)
    if (problem !== undefined) throw new Error(`${stack} cannot be planned: ${problem}`)
    if (changes.length === 0) {
      print(`${stack}: nothing changes.`)
      continue
    }
    print(`${stack}: ${changes.length} changes.`)
    run('cdktf', 'deploy', stack, '--auto-approve', '--ignore-missing-stack-dependencies', ...extraOptions())
    if (settings.canary === undefined || !publishes(stack, changes)) continue
    if (isPinned(settings.stage, stack)) print(`${stack} is pinned: its new version waits.`)
    else run(process.execPath, join(INFRA, 'canary/main.ts'), stack)
  }
})

/** Whether a new version of a function or of a state machine waits behind the alias. */
function publishes(stack: string, changes: readonly string[]): boolean {
  const published = lambdas.some(({ name }) => name === stack) ? 'aws_lambda_function' : 'aws_sfn_state_machine'
  return changes.some((change) => change.startsWith(`update ${published}.`))
}

function isPinned(stage: string, name: string): boolean {
  return readPins(join(INFRA, 'pins.json'))[stage]?.[name] !== undefined
}

/** Such as --skip-provider-lock, where the provider comes from a mirror. */
function extraOptions(): string[] {
  return process.argv.slice(2).filter((option) => option !== '--')
}

function run(program: string, ...args: string[]): void {
  const { status } = spawnSync(program, args, { cwd: INFRA, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0)
    throw new Error(`${[program, ...args].join(' ')} ended with ${status}: nothing further was deployed.`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
