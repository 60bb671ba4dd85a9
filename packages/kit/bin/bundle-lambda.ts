#!/usr/bin/env node
import { readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { minify } from 'terser'
import { bundleOptions } from './bundle-options.ts'

/**
 * Bundles the Lambda package in the current folder: src/handler.ts → dist/index.mjs and, where it imports lazily, chunks.
 * What it writes depends on the sources alone, so that the same source has the same hash on any machine.
 */
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }

await rm('dist', { recursive: true, force: true })
await build({
  ...bundleOptions,
  entryPoints: { index: 'src/handler.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  splitting: true,
  define: { PACKAGE_VERSION: JSON.stringify(version), ...bundleOptions.define },
})
await squeeze('dist/index.mjs')

/** A second minifier finds what one leaves. It is slow, so it gets only the module that every cold start loads. */
async function squeeze(file: string): Promise<void> {
  const [code, map] = await Promise.all([readFile(file, 'utf8'), readFile(`${file}.map`, 'utf8')])
  const squeezed = await minify(code, { module: true, compress: { passes: 2 }, sourceMap: { content: map } })
  await Promise.all([writeFile(file, squeezed.code ?? code), writeFile(`${file}.map`, String(squeezed.map ?? map))])
}
