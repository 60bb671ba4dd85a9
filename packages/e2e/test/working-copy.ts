import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')

/** The files of this repository, committed or not, in a folder of their own, with what is installed and built here. */
export function workingCopy(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'working-copy-'))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  for (const file of listed.toString().split('\0')) {
    if (file === '' || !existsSync(join(ROOT, file))) continue
    mkdirSync(dirname(join(path, file)), { recursive: true })
    cpSync(join(ROOT, file), join(path, file))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'))
  for (const manifest of execFileSync('git', ['ls-files', '-z', '*/package.json'], { cwd: ROOT })
    .toString()
    .split('\0')) {
    for (const folder of ['node_modules', 'dist']) {
      const from = join(ROOT, dirname(manifest), folder)
      // Links are relative: those to our packages lead to the copies.
      if (manifest !== '' && existsSync(from)) {
        cpSync(from, join(path, dirname(manifest), folder), { recursive: true, verbatimSymlinks: true })
      }
    }
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
