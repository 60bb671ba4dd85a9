import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Marks `outdir` as one stage's. Terraform remembers there which state a stack had last, and takes another stage's
 * state for a state that moved: on a change of stage it forgets. The states themselves lie elsewhere.
 */
export function enterStage(outdir: string, stage: string): void {
  const marker = join(outdir, 'stage')
  const stacks = join(outdir, 'stacks')
  const before = existsSync(marker) ? readFileSync(marker, 'utf8') : undefined
  if (before !== stage && existsSync(stacks)) {
    for (const stack of readdirSync(stacks))
      rmSync(join(stacks, stack, '.terraform/terraform.tfstate'), { force: true })
  }
  mkdirSync(outdir, { recursive: true })
  writeFileSync(marker, stage)
}
