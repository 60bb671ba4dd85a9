import { join } from 'node:path'
import { buildSync } from 'esbuild'

export type ServerName = 'serve-emulator' | 'serve-baseline'

const PACKAGE = join(import.meta.dirname, '..')
const OUT = join(PACKAGE, 'dist')

/** What is measured is what is shipped: bundled JavaScript, not sources whose types Node has to strip first. */
export function bundleServers(): void {
  buildSync({
    absWorkingDir: PACKAGE,
    entryPoints: {
      'serve-emulator': 'shared/serve-emulator.ts',
      'serve-baseline': 'emulator/serve-baseline.ts',
      'expression-worker': 'emulator/expression-worker',
      'lambda-worker': 'emulator/lambda-worker',
    },
    outdir: OUT,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['dynalite'],
    // A profile names sources.
    sourcemap: true,
    // Bundled CommonJS requires Node's built-in modules.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url)",
    },
    logLevel: 'error',
  })
}

export function serverBundle(name: ServerName): string {
  return join(OUT, `${name}.mjs`)
}
