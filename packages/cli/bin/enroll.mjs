#!/usr/bin/env node
// Only what every Node can read: it is here to say so where the real one cannot run.
import { existsSync } from 'node:fs'

const bundle = new URL('../dist/enroll.mjs', import.meta.url)
const version = process.versions.node

if (Number.parseInt(version, 10) < 24) {
  refuse(`Node 24 or newer runs it, this is ${version}. Start it with: pnpm enroll …`)
} else if (!existsSync(bundle)) {
  refuse('it is not built yet. Run: pnpm build')
} else {
  // Before the bundle is loaded: the stack of a bug then names the sources.
  process.setSourceMapsEnabled(true)
  import(bundle.href)
}

function refuse(why) {
  process.stderr.write(`enroll: ${why}\n`)
  process.exitCode = 1
}
