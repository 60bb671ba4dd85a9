import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../settings.ts'

/** The committed lock file of the AWS provider: its version and, for each platform, its checksums. */
export const PROVIDER_LOCK = join(import.meta.dirname, '../terraform.lock.hcl')

/** Lays the committed lock file beside each synthesized stack, where Terraform checks the provider against it. */
export function lockProvider(options: { settings: Settings; outdir: string; stacks: readonly string[] }): void {
  const { settings, outdir, stacks } = options
  for (const stack of stacks) {
    const folder = join(outdir, 'stacks', stack)
    const lock = join(folder, '.terraform.lock.hcl')
    if (settings.awsProviderVersion === undefined) copyFileSync(PROVIDER_LOCK, lock)
    // Another version than the locked one, for an emulator: Terraform writes that stack's own lock.
    else if (existsSync(lock) && !locks(lock, settings.awsProviderVersion)) rmSync(lock)
  }
}

function locks(lock: string, version: string): boolean {
  return readFileSync(lock, 'utf8').includes(`version     = "${version}"`)
}
