import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneLine } from '../one-line.ts'
import { readSettings } from '../settings.ts'
import { planStack } from './plan-stack.ts'
import { renderPlan } from './render.ts'
import { stacksInOrder } from './stacks.ts'

const INFRA = join(import.meta.dirname, '..')

/**
 * `plan`: what a deploy of the stage would change, printed and written to infra/plan.md. Exits with 1 where a stack
 * cannot be planned, and with --expect-none where something would change: then somebody changed it by hand.
 */
await oneLine(() => {
  const { stage } = readSettings(process.env)
  const { status } = spawnSync('cdktf', ['synth'], { cwd: INFRA, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`The stage ${stage} cannot be synthesized: see above.`)
  const outdir = join(INFRA, 'cdktf.out')
  const planned = stacksInOrder(outdir).map((stack) => planStack(outdir, stack))
  const text = renderPlan(stage, planned)
  writeFileSync(join(INFRA, 'plan.md'), text)
  process.stdout.write(text)
  if (planned.some(({ problem }) => problem !== undefined)) throw new Error('Not every stack could be planned.')
  const changed = planned.filter(({ changes }) => changes.length > 0).map(({ stack }) => stack)
  if (process.argv.includes('--expect-none') && changed.length > 0) {
    throw new Error(`What is deployed is not what is committed: ${changed.join(', ')}. Deploy, or commit what changed.`)
  }
})
