import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

interface Check {
  what: string
  project: string
  file: string
  /** Mostly waits: runs beside the others, and is printed once they have ended. */
  beside?: true
}

/**
 * Runs every long check in full and ends with 1 if one failed. `pnpm test` runs the same files, bounded.
 * Usage: pnpm prove [part of a name]
 */
const CHECKS: Check[] = [
  { what: 'a soak of 30 minutes', project: 'e2e', file: 'prove/soak', beside: true },
  { what: 'conditions taken out of the transactions', project: 'e2e', file: 'prove/conditions' },
  { what: '10,000 requests of one student', project: 'e2e', file: 'prove/one-student' },
  { what: '1,000 starts under one name', project: 'e2e', file: 'prove/same-name' },
  { what: '1,000 students × 10 requests under faults', project: 'e2e', file: 'prove/course-under-faults' },
  { what: 'every DynamoDB error at every data state', project: 'e2e', file: 'prove/faults-at-states' },
  { what: 'every Lambda fault at every Lambda state', project: 'e2e', file: 'prove/lambda-faults' },
  { what: 'a canary name and address; erased', project: 'e2e', file: 'prove/personal-data' },
  { what: 'any JSON as input of the four workflows', project: 'e2e', file: 'prove/any-json' },
  { what: 'cut after any turn, resumed', project: 'asl', file: 'conformance/replay' },
  { what: 'a device that fails', project: 'emulator', file: 'test/failing-device' },
  { what: 'damaged files of records', project: 'emulator', file: 'dynamodb/damaged-files' },
  { what: '200 kills of the emulator under load', project: 'e2e', file: 'prove/kill-emulator' },
  { what: '30 kills of the command in the middle of 20 batches', project: 'e2e', file: 'prove/kill-batch' },
]

const [part = ''] = process.argv.slice(2)
const chosen = CHECKS.filter(({ what, file }) => what.includes(part) || file.includes(part))
const beside = chosen.filter((check) => check.beside).map((check) => run(check, 'pipe'))
const results = []
for (const check of chosen.filter((check) => !check.beside)) results.push(await run(check, 'inherit'))
results.push(...(await Promise.all(beside)))

process.stdout.write('\n')
for (const { what, passed, seconds, printed } of results) {
  process.stdout.write(`${printed}${passed ? 'passed' : 'FAILED'}  ${String(seconds).padStart(5)} s  ${what}\n`)
}
process.exitCode = results.length > 0 && results.every(({ passed }) => passed) ? 0 : 1

async function run({ what, project, file }: Check, stdio: 'inherit' | 'pipe') {
  process.stdout.write(`\n${what}\n`)
  const began = Date.now()
  const child = spawn('vitest', ['run', '--project', project, file], {
    cwd: resolve(import.meta.dirname, '../../..'),
    env: { ...process.env, PROVE: '1' },
    stdio: ['inherit', stdio, stdio],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk
    })
  }
  const { promise, resolve: ended } = Promise.withResolvers<number | null>()
  child.on('error', () => ended(null)).on('close', ended)
  return { what, passed: (await promise) === 0, seconds: Math.round((Date.now() - began) / 1000), printed }
}
