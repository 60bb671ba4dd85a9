import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('runs in a browser: the bundle needs nothing of Node, and is small', async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('index.ts', import.meta.url).pathname],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    logLevel: 'error',
  })
  const code = outputFiles[0]?.text ?? ''
  expect(code).not.toMatch(/from\s*"node:/)
  expect(code.length).toBeLessThan(60_000)
})
