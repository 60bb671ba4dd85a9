import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ROOT } from './emulator-process.ts'

const DIST = resolve(ROOT, 'packages/console/dist')
const MOST_BYTES = 350 * 1024

/** The page and everything that it loads, without what an earlier build left behind. */
async function filesOnTheWay(): Promise<string[]> {
  const built = await readdir(join(DIST, 'assets'))
  const found = new Set(['index.html'])
  for (const file of found) {
    const text = await readFile(join(DIST, file), 'utf8')
    for (const name of built) if (text.includes(name)) found.add(`assets/${name}`)
  }
  return [...found, 'settings.json', 'icon.svg']
}

test('the console is at most 350 KB on its way to the browser', async () => {
  const files = await filesOnTheWay()
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(join(DIST, file))).length))
  expect(files).toContainEqual(expect.stringMatching(/\.js$/))
  expect(files).toContainEqual(expect.stringMatching(/\.css$/))
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(MOST_BYTES)
})

test('its page names only files beside it', async () => {
  const page = await readFile(join(DIST, 'index.html'), 'utf8')
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)
  expect(addresses.length).toBeGreaterThan(2)
  for (const address of addresses) expect(address).toMatch(/^\.\//)
})
