import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { bundleOptions } from 'kit/bundle-options'
import { lambdas, RUNTIME_ENVIRONMENT } from 'workflow'

interface Target {
  label: string
  /** The bundle: one module, which imports nothing but Node's own. */
  file: string
}

const ROUNDS = 31
const PACKAGES = resolve(import.meta.dirname, '../..')
const scratch = mkdtempSync(join(tmpdir(), 'cold-start-'))

try {
  const targets = [
    baseline('empty handler', 'empty.ts'),
    baseline('Middy + Logger alone', 'middy-logger.ts'),
    ...deployed(),
  ]
  const times = measure(targets)
  const reference = median(times[1] ?? [])
  console.log(`Cold import, median of ${ROUNDS}, each in a fresh process, by turns.`)
  console.table(
    targets.map((target, index) => ({
      bundle: target.label,
      bytes: statSync(target.file).size,
      'import ms': round(median(times[index] ?? [])),
      '× Middy + Logger': round(median(times[index] ?? []) / reference),
    })),
  )
} finally {
  rmSync(scratch, { recursive: true })
}

/** A handler to compare with, bundled as the Lambdas are, but with the libraries as they come. */
function baseline(label: string, file: string): Target {
  const outfile = join(scratch, file.replace(/ts$/, 'mjs'))
  const { plugins: _, ...options } = bundleOptions
  buildSync({ ...options, sourcemap: false, entryPoints: [join(import.meta.dirname, file)], outfile })
  return { label, file: outfile }
}

function deployed(): Target[] {
  return lambdas.map(({ name, bundle }) => ({ label: name, file: join(PACKAGES, name, bundle) }))
}

function measure(targets: readonly Target[]): number[][] {
  const times: number[][] = targets.map(() => [])
  for (let round = 0; round < ROUNDS; round++) {
    targets.forEach((target, index) => {
      times[index]?.push(importOnce(target))
    })
  }
  return times
}

/** Milliseconds that a fresh process takes for the import alone, its own start not counted. */
function importOnce({ file }: Target): number {
  const program = `const start = process.hrtime.bigint()
    await import(${JSON.stringify(pathToFileURL(file).href)})
    const end = process.hrtime.bigint()
    process.stdout.write(String(end - start), () => process.exit())`
  const env = { ...RUNTIME_ENVIRONMENT, PATH: process.env.PATH, AWS_REGION: 'us-east-1' }
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env })) / 1e6
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
