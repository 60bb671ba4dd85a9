import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** What a deploy would do: `update aws_lambda_function.function`, a line for each resource and output. */
export interface PlannedStack {
  stack: string
  changes: string[]
  /** Why it could not be planned, in one line. */
  problem?: string
}

/** Plans a synthesized stack. */
export function planStack(outdir: string, stack: string): PlannedStack {
  const terraform = (...args: string[]) =>
    spawnSync(process.env.TERRAFORM_BINARY_NAME || 'terraform', args, {
      cwd: join(outdir, 'stacks', stack),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 26,
    })
  for (const args of [['init'], ['plan', '-lock=false', '-out=pipeline.tfplan']]) {
    const { status, stderr } = terraform(...args, '-input=false', '-no-color')
    if (status !== 0) return { stack, changes: [], problem: firstError(stderr) }
  }
  const shown = terraform('show', '-json', 'pipeline.tfplan')
  return { stack, changes: changesIn(JSON.parse(shown.stdout) as Plan) }
}

interface Change {
  actions: string[]
}

export interface Plan {
  resource_changes?: { address: string; change: Change }[]
  output_changes?: Record<string, Change>
}

/** Addresses and what is done there. Values are left out: a plan is read by more people than a stage is. */
export function changesIn({ resource_changes = [], output_changes = {} }: Plan): string[] {
  const outputs = Object.entries(output_changes).map(([name, change]) => ({ address: `output.${name}`, change }))
  return [...resource_changes, ...outputs]
    .filter(({ change }) => change.actions.some((action) => action !== 'no-op' && action !== 'read'))
    .map(({ address, change }) => `${change.actions.join('+')} ${address}`)
    .sort()
}

/** Terraform's first error in one line, without its frame. */
export function firstError(output: string): string {
  const [, after = output] = output.split(/Error: /)
  return after.replace(/[│╷╵]/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 400)
}
