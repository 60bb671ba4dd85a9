import { join } from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'

/** How every Lambda is bundled. The benchmark builds what it compares with in the same way. */
export const bundleOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Middy and the AWS SDK tree-shake only in their ES module form.
  mainFields: ['module', 'main'],
  // Node 24 has them. Rewritten as constructor calls they could not be shaken out of a library.
  supported: { 'regexp-unicode-property-escapes': true },
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  // A hook for that library's own tests.
  define: { 'process.env.AWS_LAMBDA_BENCHMARK_MODE': '"0"' },
  logLevel: 'warning',
  plugins: [
    // The logger asks node:crypto for one thing, a random number to sample debug logs by, and loading node:crypto takes
    // longer than all else that a check loads.
    replacing(/^node:crypto$/, '@aws-lambda-powertools/logger/', 'random-int.ts'),
  ],
} as const satisfies BuildOptions

/** Takes one of our own modules for what `importer` imports. */
function replacing(specifier: RegExp, importer: string, replacement: string): Plugin {
  const path = join(import.meta.dirname, 'replacements', replacement)
  return {
    name: `replacing-by-${replacement}`,
    setup({ onResolve }) {
      onResolve({ filter: specifier }, (args) => (args.importer.includes(importer) ? { path } : undefined))
    },
  }
}
