#!/usr/bin/env node
import { readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { bundleOptions } from './bundle-options.ts'

/**
 * Bundles the Lambda package in the current folder: src/handler.ts → dist/index.mjs and its source map.
 * What it writes depends on the sources alone, so that the same source has the same hash on any machine.
 */
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }

await rm('dist', { recursive: true, force: true })
const { metafile } = await build({
  ...bundleOptions,
  entryPoints: ['src/handler.ts'],
  outfile: 'dist/index.mjs',
  metafile: true,
  define: { PACKAGE_VERSION: JSON.stringify(version) },
})
await placeSources('dist/index.mjs.map')
// Which modules are in the bundle, for its bill of materials. It is not deployed.
await writeFile('dist/index.meta.json', JSON.stringify(metafile))

/**
 * Names sources as if they lay beside the bundle: a stack trace reads the same wherever the bundle is, and shows no
 * folder above.
 */
async function placeSources(path: string): Promise<void> {
  const map = JSON.parse(await readFile(path, 'utf8')) as { sources: string[] }
  const sources = map.sources.map((source) => source.replace(/^(\.\.\/)+/, ''))
  await writeFile(path, JSON.stringify({ ...map, sources }))
}
