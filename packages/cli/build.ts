import { rm } from 'node:fs/promises'
import { build } from 'esbuild'

// One bundle, with chunks for what only some commands need: `enroll list` should not load an emulator.
await rm('dist', { recursive: true, force: true })
await build({
  entryPoints: { enroll: 'src/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  sourcemap: true,
  sourcesContent: false,
  // Has a native addon and loads its own files by path: it stays a package.
  external: ['dynalite'],
  // Some of what is bundled is CommonJS and requires Node's built-in modules.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
})

// The emulator's workers run these as files of their own. No source map: their frames stand in the stack traces of functions.
await build({
  entryPoints: { 'expression-worker': 'emulator/expression-worker', 'lambda-worker': 'emulator/lambda-worker' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  logLevel: 'warning',
})
