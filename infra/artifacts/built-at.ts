import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { lambdas } from 'workflow'
import { zipModules } from '../bundle.ts'
import { type Checksums, sha256 } from './checksums.ts'

const ROOT = join(import.meta.dirname, '../..')

/** What a commit builds in a clone of its own: the digest of each bundle, by its Lambda; absent where it has none. */
export function builtAt(commit: string): Checksums {
  const clone = mkdtempSync(join(tmpdir(), 'bundles-'))
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: clone, stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    run('git', 'clone', '--quiet', '--no-checkout', ROOT, '.')
    run('git', 'checkout', '--quiet', '--detach', commit)
    run('npx', '--yes', 'pnpm@12', 'install', '--frozen-lockfile', '--prefer-offline')
    const there = lambdas.filter(({ name }) => existsSync(join(clone, 'packages', name, 'lambda.ts')))
    const filters = there.map(({ name }) => `--filter=${name}`)
    run('npx', '--yes', 'pnpm@12', 'exec', 'turbo', 'run', 'build', '--output-logs=errors-only', ...filters)
    return Object.fromEntries(
      there.map(({ name, bundle }) => {
        const folder = dirname(join(clone, 'packages', name, bundle))
        return [name, sha256(zipModules(folder, { name, bundle }))]
      }),
    )
  } finally {
    rmSync(clone, { recursive: true, force: true })
  }
}

/** The full id of a commit. Throws, in one line, where there is none of that name. */
export function commitOf(name: string): string {
  try {
    return execFileSync('git', ['rev-parse', '--verify', '--quiet', `${name}^{commit}`], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    throw new Error(
      `There is no commit "${name}" in this clone. Fetch it (git fetch --unshallow), or name another one.`,
    )
  }
}
