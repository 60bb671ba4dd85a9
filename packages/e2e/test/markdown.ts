import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './emulator-process.ts'

/** A block is run unless a comment above it says why not: `<!-- not run: … -->`. */
const BLOCK = /(<!-- not run: [\s\S]+? -->\s*)?^```sh\n([\s\S]*?)^```$/gm

export const readPage = (page: string): string => readFileSync(join(ROOT, page), 'utf8')

/** The command blocks of a page that can run here. */
export function commandBlocks(page: string): string[] {
  return [...readPage(page).matchAll(BLOCK)]
    .filter(([, reason]) => reason === undefined)
    .map(([, , block = '']) => block)
}

/** As a script that ends with the first command that fails. `# exits 3` says that a command ends with that code. */
export function scriptOf(block: string): string {
  return block.replace(
    /^(.+?)\s+# exits (\d).*$/gm,
    (_, command, code) => `code=0; ${command} || code=$?; [ $code = ${code} ]`,
  )
}
