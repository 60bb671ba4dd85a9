import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './emulator-process.ts'

/** A comment above a block says why it is not run here: `<!-- not run: … -->`, or `<!-- run by: … -->` a test file. */
const BLOCK =
  /^ *(?:<!-- (not run|run by): ((?:(?!-->)[\s\S])+) -->\s*)?```(?:sh|bash|shell|zsh|console)\n([\s\S]*?)^ *```$/gm

export interface CommandBlock {
  commands: string
  /** Why it is not run here. */
  mark?: { kind: 'not run' | 'run by'; text: string }
}

export const readPage = (page: string): string => readFileSync(join(ROOT, page), 'utf8')

/** Every page of the repository, committed or not. */
export function markdownPages(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT })
  return listed
    .toString()
    .split('\n')
    .filter((page) => page !== '' && existsSync(join(ROOT, page)))
}

export function commandBlocks(page: string): CommandBlock[] {
  return [...readPage(page).matchAll(BLOCK)].map(([, kind, text = '', commands = '']) => ({
    commands,
    ...(kind === 'not run' || kind === 'run by' ? { mark: { kind, text } } : {}),
  }))
}

/** The commands of a page that can run here, a block each. */
export function runnableBlocks(page: string): string[] {
  return commandBlocks(page)
    .filter(({ mark }) => mark === undefined)
    .map(({ commands }) => commands)
}

/** As a script that ends with the first command that fails. `# exits 3` says that a command ends with that code. */
export function scriptOf(block: string): string {
  return block.replace(
    /^(.+?)\s+# exits (\d).*$/gm,
    (_, command, code) => `code=0; ${command} || code=$?; [ $code = ${code} ]`,
  )
}
