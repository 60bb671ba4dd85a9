import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ROOT } from './emulator-process.ts'

const DIST = resolve(ROOT, 'packages/console/dist')
/** Gzipped: what a browser loads before it shows the list of requests, and all that it may ever load. */
const MOST_BYTES = { firstView: 350 * 1024, all: 400 * 1024 }

/** The page and everything that it loads; without an earlier build's files. `isLoaded`: whether one file loads another. */
async function filesOnTheWay(isLoaded: (text: string, name: string) => boolean): Promise<string[]> {
  const built = await readdir(join(DIST, 'assets'))
  const found = new Set(['index.html'])
  for (const file of found) {
    const text = await readFile(join(DIST, file), 'utf8')
    for (const name of built) if (isLoaded(text, name)) found.add(`assets/${name}`)
  }
  return [...found, 'settings.json', 'icon.svg']
}

/** By a tag of the page or by an import at the head of a module, and not later by `import()`. */
function isLoadedAtOnce(text: string, name: string): boolean {
  return [`src="./assets/${name}"`, `href="./assets/${name}"`, `from"./${name}"`, `import"./${name}"`].some((way) =>
    text.includes(way),
  )
}

async function bytesOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(join(DIST, file))).length))
  return sizes.reduce((sum, bytes) => sum + bytes, 0)
}

test('the first view of the console is at most 350 KB on its way to the browser', async () => {
  const files = await filesOnTheWay(isLoadedAtOnce)
  expect(files).toContainEqual(expect.stringMatching(/\.js$/))
  expect(files).toContainEqual(expect.stringMatching(/\.css$/))
  expect(files).not.toContainEqual(expect.stringContaining('ExecutionPage'))
  expect(await bytesOf(files)).toBeLessThanOrEqual(MOST_BYTES.firstView)
})

test('the whole console is at most 400 KB', async () => {
  const files = await filesOnTheWay((text, name) => text.includes(name))
  expect(files).toContainEqual(expect.stringContaining('ExecutionPage'))
  expect(await bytesOf(files)).toBeLessThanOrEqual(MOST_BYTES.all)
})

test('its page names only files beside it', async () => {
  const page = await readFile(join(DIST, 'index.html'), 'utf8')
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)
  expect(addresses.length).toBeGreaterThan(2)
  for (const address of addresses) expect(address).toMatch(/^\.\//)
})
