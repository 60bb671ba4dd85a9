import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

/**
 * Runs every long check in full, one after the other, and ends with 1 if one failed. `pnpm test` runs the same files, bounded.
 * Usage: pnpm prove [part of a name]
 */
const CHECKS: { what: string; project: string; file: string; env?: Record<string, string> }[] = [
  { what: 'conditions taken out of the transactions', project: 'e2e', file: 'prove/conditions' },
  { what: '10,000 requests of one student', project: 'e2e', file: 'prove/one-student' },
  { what: '1,000 starts under one name', project: 'e2e', file: 'prove/same-name' },
  { what: '1,000 students × 10 requests under faults', project: 'e2e', file: 'prove/course-under-faults' },
  { what: 'every DynamoDB error at every data state', project: 'e2e', file: 'prove/faults-at-states' },
  { what: 'every Lambda fault at every Lambda state', project: 'e2e', file: 'prove/lambda-faults' },
  { what: 'a canary name and address; erased', project: 'e2e', file: 'prove/personal-data' },
  { what: 'any JSON as input of the four workflows', project: 'e2e', file: 'prove/any-json' },
  { what: 'cut after any turn, resumed', project: 'asl', file: 'conformance/replay' },
  { what: '200 kills of the emulator under load', project: 'e2e', file: 'prove/kill-emulator' },
  { what: '30 kills of the command in the middle of 20 batches', project: 'e2e', file: 'prove/kill-batch' },
]

const [part = ''] = process.argv.slice(2)
const chosen = CHECKS.filter(({ what, file }) => what.includes(part) || file.includes(part))
const results = chosen.map(({ what, project, file, env }) => {
  process.stdout.write(`\n${what}\n`)
  const began = Date.now()
  const { status } = spawnSync('vitest', ['run', '--project', project, file], {
    cwd: resolve(import.meta.dirname, '../../..'),
    env: { ...process.env, PROVE: '1', ...env },
    stdio: 'inherit',
  })
  return { what, passed: status === 0, seconds: Math.round((Date.now() - began) / 1000) }
})
process.stdout.write('\n')
for (const { what, passed, seconds } of results) {
  process.stdout.write(`${passed ? 'passed' : 'FAILED'}  ${String(seconds).padStart(5)} s  ${what}\n`)
}
process.exitCode = results.length > 0 && results.every(({ passed }) => passed) ? 0 : 1
