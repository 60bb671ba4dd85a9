import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lambdas } from 'workflow'
import { bundleOf } from '../bundle.ts'
import { oneLine } from '../one-line.ts'
import { builtAt, commitOf } from './built-at.ts'
import { sha256 } from './checksums.ts'
import { namedIn, undescribed } from './undescribed.ts'

const ROOT = join(import.meta.dirname, '../..')

/** `artifacts:changed BASE`: fails where a bundle differs from the one of BASE and no changeset says why. */
await oneLine(() => {
  const [base] = process.argv.slice(2)
  if (base === undefined) throw new Error('Expected: artifacts:changed BASE, such as origin/main')
  const from = git('merge-base', commitOf(base), 'HEAD').trim()
  const before = builtAt(from)
  const after = Object.fromEntries(lambdas.map((manifest) => [manifest.name, sha256(bundleOf(manifest))]))
  const changed = Object.keys(after).filter((name) => before[name] !== after[name])
  process.stdout.write(`Changed bundles since ${from.slice(0, 7)}: ${changed.join(', ') || 'none'}.\n`)
  const missing = undescribed({ before, after, described: describedSince(from), released: releasedSince(from) })
  if (missing.length > 0) {
    throw new Error(
      `No changeset says how ${missing.join(', ')} changed: expected one in .changeset. Run: pnpm changeset`,
    )
  }
})

function describedSince(commit: string): Set<string> {
  const files = git('diff', '--name-only', '--diff-filter=d', commit, '--', '.changeset/*.md').split('\n')
  const there = files.filter((file) => file !== '' && existsSync(join(ROOT, file)))
  return new Set(there.flatMap((file) => namedIn(readFileSync(join(ROOT, file), 'utf8'))))
}

function releasedSince(commit: string): Set<string> {
  const changed = lambdas.filter(({ name }) => {
    const file = `packages/${name}/package.json`
    const version = (text: string) => (JSON.parse(text) as { version?: string }).version
    const before = git('ls-tree', '--name-only', commit, '--', file) && git('show', `${commit}:${file}`)
    return before !== '' && version(before) !== version(readFileSync(join(ROOT, file), 'utf8'))
  })
  return new Set(changed.map(({ name }) => name))
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 })
}
