import { rm } from 'node:fs/promises'
import { build } from 'esbuild'

// One bundle with a chunk for what only some commands need: `enroll list` should not wait for an emulator to load.
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
  // Has a native part, and is taken apart by path: it stays a package.
  external: ['dynalite'],
  // Some of what is bundled is CommonJS, and asks for Node's own modules as such.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
})

// The emulator's Lambda workers run it as a file of its own. No source map: its frames stand in the stack traces of functions.
await build({
  entryPoints: { 'lambda-worker': 'emulator/lambda-worker' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  logLevel: 'warning',
})
