import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { affectedPackages } from './affected.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** `affected BASE`: the matrix of packages to test, as JSON, and for the jobs that come after in a workflow. */
try {
  const [base] = process.argv.slice(2)
  if (base === undefined || base === '') throw new Error('Expected: affected BASE, such as origin/main')
  const packages = JSON.stringify(affectedPackages(ROOT, base))
  process.stdout.write(`${packages}\n`)
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `packages=${packages}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
