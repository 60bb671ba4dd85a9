import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Manifest {
  stacks: Record<string, { dependencies: string[] }>
}

/** The synthesized stacks, each after those that it depends on. */
export function stacksInOrder(outdir: string): string[] {
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as Manifest
  const ordered = new Set<string>()
  const add = (name: string) => {
    for (const dependency of stacks[name]?.dependencies ?? []) add(dependency)
    ordered.add(name)
  }
  for (const name of Object.keys(stacks)) add(name)
  return [...ordered]
}
