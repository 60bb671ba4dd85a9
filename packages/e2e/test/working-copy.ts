import { execFile, execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from './emulator-process.ts'

/** pnpm as the README calls it. */
export const PNPM = ['npx', '--yes', 'pnpm@12'] as const

export interface WorkingCopy {
  path: string
  remove: () => void
}

/** A new repository with the files of this one, committed or not, with all that they need installed. */
export function workingCopy(): WorkingCopy {
  const path = mkdtempSync(join(tmpdir(), 'working-copy-'))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  for (const file of listed.toString().split('\0')) {
    if (file === '' || !existsSync(join(ROOT, file))) continue
    mkdirSync(dirname(join(path, file)), { recursive: true })
    cpSync(join(ROOT, file), join(path, file))
  }
  // Biome and turbo ask git which files are ignored.
  execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: path })
  execFileSync('git', ['add', '--all'], { cwd: path })
  installIn(path)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** From what this machine has: the copy needs nothing that is not installed here. */
function installIn(path: string): void {
  const [command, ...args] = [...PNPM, 'install', '--offline', '--no-frozen-lockfile']
  execFileSync(command ?? '', args, { cwd: path, stdio: 'pipe' })
}

/** Runs commands in a copy as somebody types them: `pnpm` is there, and nothing of the test that runs them. */
export function runIn({ path }: WorkingCopy, script: string): Promise<{ stdout: string; stderr: string }> {
  const { CI: _, NODE_ENV: __, VITEST: ___, ...env } = process.env
  const pnpm = `pnpm() { ${PNPM.join(' ')} "$@"; }`
  return promisify(execFile)('bash', ['-euc', `${pnpm}\n${script}`], {
    cwd: path,
    env: { ...env, pnpm_config_offline: 'true' },
    maxBuffer: 64 * 2 ** 20,
  })
}
