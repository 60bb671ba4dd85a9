import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { oneLine } from '../one-line.ts'
import { firstError } from '../plan/plan-stack.ts'
import { readSettings } from '../settings.ts'

const OUTDIR = join(import.meta.dirname, '../cdktf.out')

/**
 * Plans the destruction of each stack that cdktf is about to destroy, before it touches any: a stack that refuses would
 * be met only when those that depend on it are gone.
 */
await oneLine(() => {
  const { stage } = readSettings(process.env)
  const stacks = chosenStacks(process.argv.slice(2))
  const refusals = stacks.flatMap((stack) => refusalsOf(stack).map((reason) => `  ${stack}: ${reason}`))
  if (refusals.length === 0) return
  throw new Error(
    `Nothing was destroyed, since it would not go through:\n${refusals.join('\n')}\nTo tear down a protected stage, set "protected": false in infra/stages/${stage}.json, deploy it, and destroy it then.`,
  )
})

/** The synthesized stacks that cdktf's arguments name, by name or pattern; all of them where they name none. */
function chosenStacks(args: readonly string[]): string[] {
  const { stacks } = JSON.parse(readFileSync(join(OUTDIR, 'manifest.json'), 'utf8')) as { stacks: object }
  const patterns = args.filter((arg) => !arg.startsWith('-'))
  return Object.keys(stacks).filter((name) => patterns.length === 0 || patterns.some((glob) => matchesGlob(name, glob)))
}

function refusalsOf(stack: string): string[] {
  const terraform = (...args: string[]) =>
    execFileSync(process.env.TERRAFORM_BINARY_NAME || 'terraform', args, {
      cwd: join(OUTDIR, 'stacks', stack),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 26,
    })
  try {
    terraform('init', '-input=false', '-no-color')
    terraform('plan', '-destroy', '-input=false', '-no-color', '-out=destroy.tfplan')
    return protectedTables(JSON.parse(terraform('show', '-json', 'destroy.tfplan')))
  } catch (error) {
    return [firstError(String((error as { stderr?: string }).stderr ?? error))]
  }
}

interface Plan {
  prior_state?: { values?: { root_module?: { resources?: { address: string; values: Record<string, unknown> }[] } } }
}

/** Deployed with deletion protection, whatever the settings say now: AWS would refuse when all else is gone. */
function protectedTables({ prior_state }: Plan): string[] {
  const resources = prior_state?.values?.root_module?.resources ?? []
  return resources
    .filter(({ values }) => values.deletion_protection_enabled === true)
    .map(({ address }) => `${address} is deployed with deletion protection.`)
}
