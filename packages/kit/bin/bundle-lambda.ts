#!/usr/bin/env node
import { glob, readFile, rm, writeFile } from 'node:fs/promises'
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
await squeeze('index.mjs')
for await (const map of glob('dist/*.map')) await placeSources(map)

/** A second minifier finds what one leaves. It is slow, so it gets only the module that every cold start loads. */
async function squeeze(file: string): Promise<void> {
  const [path, url] = [`dist/${file}`, `${file}.map`]
  const [code, content] = await Promise.all([readFile(path, 'utf8'), readFile(`dist/${url}`, 'utf8')])
  const squeezed = await minify(code, { module: true, compress: { passes: 2 }, sourceMap: { content, url } })
  await Promise.all([writeFile(path, squeezed.code ?? code), writeFile(`dist/${url}`, String(squeezed.map ?? content))])
}

/** Sources are named as if they lay beside the bundle: a stack trace reads the same wherever the bundle is, and shows no folder above. */
async function placeSources(path: string): Promise<void> {
  const map = JSON.parse(await readFile(path, 'utf8')) as { sources: string[] }
  const sources = map.sources.map((source) => source.replace(/^(\.\.\/)+/, ''))
  await writeFile(path, JSON.stringify({ ...map, sources }))
}
