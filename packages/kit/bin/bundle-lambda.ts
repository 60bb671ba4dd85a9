#!/usr/bin/env node
import { readFile, rm } from 'node:fs/promises'
import { build } from 'esbuild'

/**
 * Bundles the Lambda package in the current folder: src/handler.ts → dist/index.mjs and, where it imports lazily, chunks.
 * What it writes depends on the sources alone, so that the same source has the same hash on any machine.
 */
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }

await rm('dist', { recursive: true, force: true })
await build({
  entryPoints: { index: 'src/handler.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Middy and the AWS SDK tree-shake only in their ES module form.
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
})
