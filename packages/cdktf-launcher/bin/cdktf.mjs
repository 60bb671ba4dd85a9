#!/usr/bin/env node
// CDKTF's own command, run in infra/ under the Node that the workspace brings, from whichever folder it was called in.
// Only what every Node can read: the system's may be too old for all else.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..')
const INFRA = join(ROOT, 'infra')
const NODE = join(ROOT, 'node_modules/.bin/node')
const args = process.argv.slice(2)

if (!existsSync(NODE)) end(1, 'cdktf: the workspace is not installed. Run: pnpm install')
const env = {
  ...process.env,
  PATH: [join(INFRA, 'node_modules/.bin'), join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  CHECKPOINT_DISABLE: process.env.CHECKPOINT_DISABLE ?? '1',
}
const cdktf = createRequire(import.meta.url).resolve('cdktf-cli/bundle/bin/cdktf.js')

run(join(INFRA, 'preflight/main.ts'), args)
if (args[0] === 'destroy' && !args.some((arg) => arg === '--help' || arg === '-h')) {
  run(cdktf, ['synth'])
  run(join(INFRA, 'preflight/plan-destroy.ts'), args.slice(1))
}
run(cdktf, [...args, ...alone()])

/**
 * One stack that is named is deployed alone: what it needs is there, or Terraform says what is missing. Several are
 * deployed in their order, which CDKTF gives up with this option.
 */
function alone() {
  const [command, ...rest] = args
  const named = rest.filter((arg) => !arg.startsWith('-'))
  const isOne = ['deploy', 'apply'].includes(command) && named.length === 1 && /^[\w-]+$/.test(named[0])
  const option = '--ignore-missing-stack-dependencies'
  return isOne && !args.includes(option) ? [option] : []
}

/** Runs a program to its end, and ends with it where it fails. */
function run(script, argv) {
  const { status, signal } = spawnSync(NODE, [script, ...argv], { cwd: INFRA, env, stdio: 'inherit' })
  if (status !== 0) end(status ?? (signal === 'SIGINT' ? 130 : 1))
}

function end(status, message) {
  if (message !== undefined) process.stderr.write(`${message}\n`)
  process.exit(status)
}
