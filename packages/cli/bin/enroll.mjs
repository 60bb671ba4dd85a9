#!/usr/bin/env node
// Only syntax that every Node version reads: it explains why the real program cannot run.
import { existsSync } from 'node:fs'

const bundle = new URL('../dist/enroll.mjs', import.meta.url)
const version = process.versions.node

if (Number.parseInt(version, 10) < 24) {
  refuse(`Node 24 or newer is required, and this is ${version}. Run: pnpm enroll …`)
} else if (!existsSync(bundle)) {
  refuse('not built yet. Run: pnpm build')
} else {
  // Before the bundle is loaded, so that the stack of a bug names the sources.
  process.setSourceMapsEnabled(true)
  import(bundle.href)
}

function refuse(why) {
  process.stderr.write(`enroll: ${why}\n`)
  process.exitCode = 1
}
