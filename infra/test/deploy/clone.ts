import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../../..')

export interface Clone {
  path: string
  remove: () => void
}

/**
 * A copy of the working tree with what is installed in it, to deploy from and to change: nothing that a deployment
 * writes comes near the tree that is worked in.
 */
export async function cloneWorkspace(): Promise<Clone> {
  const path = mkdtempSync(join(tmpdir(), 'course-enrollment-'))
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  for (const file of files.split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(path, file)), { recursive: true })
    await cp(join(ROOT, file), join(path, file), { verbatimSymlinks: true }).catch(ignoreDeleted)
  }
  for (const folder of installed(files)) copyInstalled(join(ROOT, folder), join(path, folder))
  return { path, remove: () => rmSync(path, { recursive: true }) }
}

/** The node_modules folders of the workspace: one for each package, and the root's. */
function installed(files: string): string[] {
  const packages = files.split('\0').filter((file) => /(?:^|\/)package\.json$/.test(file))
  return packages.map((file) => join(dirname(file), 'node_modules'))
}

/** By hard links where the file system can: a second, not a minute. */
function copyInstalled(from: string, to: string): void {
  if (spawnSync('test', ['-d', from]).status !== 0) return
  const linked = spawnSync('cp', ['-al', from, to])
  if (linked.status === 0) return
  rmSync(to, { recursive: true, force: true })
  execFileSync('cp', ['-a', from, to])
}

/** Git lists what is deleted and not yet committed. */
function ignoreDeleted(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
