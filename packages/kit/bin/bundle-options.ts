import { join } from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'

/** How every Lambda is bundled. The benchmark builds what it compares with in the same way. */
export const bundleOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // A third of the bytes, which is what Lambda downloads and the emulator copies.
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  plugins: [
    // The logger needs one thing of node:crypto, a random number to sample debug logs by. Loading node:crypto adds 40 %
    // to a check's cold import (docs/decisions/lean-bundles.md).
    replacing(/^node:crypto$/, '@aws-lambda-powertools/logger/', 'random-int.ts'),
  ],
} as const satisfies BuildOptions

/** Replaces what `importer` imports as `specifier` with one of our own modules. */
function replacing(specifier: RegExp, importer: string, replacement: string): Plugin {
  const path = join(import.meta.dirname, 'replacements', replacement)
  return {
    name: `replacing-by-${replacement}`,
    setup({ onResolve }) {
      onResolve({ filter: specifier }, (args) => (args.importer.includes(importer) ? { path } : undefined))
    },
  }
}
