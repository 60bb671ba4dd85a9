import { execFileSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'

/** Seconds of `turbo build`, in a clone of the last commit: nothing here is built anew or changed. */
const ROOT = resolve(import.meta.dirname, '../../..')
const CHANGED = 'packages/check-email/src/handler.ts'

await withScratch(async (directory) => {
  const clone = join(directory, 'clone')
  execFileSync('git', ['clone', '--quiet', ROOT, clone])
  // From what this machine has: all is installed here.
  run(clone, 'npx', '--yes', 'pnpm@12', 'install', '--offline', '--frozen-lockfile')
  const build = () => {
    const began = performance.now()
    run(clone, join(clone, 'node_modules/.bin/turbo'), 'run', 'build')
    return (performance.now() - began) / 1_000
  }
  const cold = build()
  const warm = build()
  appendFileSync(join(clone, CHANGED), '\nexport const changed = true\n')
  const changed = build()
  report({
    title: '`turbo build`, in a clone of the last commit',
    columns: ['seconds', '× cold'],
    rows: [
      { measure: 'cold: nothing is in the cache', seconds: cold, '× cold': 1 },
      { measure: 'warm: nothing has changed', seconds: warm, '× cold': warm / cold },
      { measure: 'check-email has changed', seconds: changed, '× cold': changed / cold },
    ],
  })
})

function run(cwd: string, command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
}
