import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { bundleOptions } from 'kit/bundle-options'
import { lambdas, RUNTIME_ENVIRONMENT } from 'workflow'
import { median } from '../shared/measure.ts'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'
import { size } from '../shared/size.ts'

interface Target {
  label: string
  /** The bundle: one module, which imports nothing but Node's own. */
  file: string
}

const ROUNDS = size(31, 1)
const PACKAGES = resolve(import.meta.dirname, '../..')

await withScratch(async (scratch) => {
  const targets = [
    baseline(scratch, 'empty handler', 'empty.ts'),
    baseline(scratch, 'Middy + Logger alone', 'middy-logger.ts'),
    ...deployed(),
  ]
  const times = measure(targets).map(median)
  const [empty = Number.NaN, library = Number.NaN] = times
  report({
    title: `Bundles: cold import, median of ${ROUNDS}, each in a fresh process, in turns`,
    columns: ['bytes', 'import ms', '× empty', '× Middy + Logger'],
    rows: targets.map(({ label, file }, index) => {
      const importMs = times[index] ?? Number.NaN
      return {
        measure: label,
        bytes: statSync(file).size,
        'import ms': importMs,
        '× empty': importMs / empty,
        '× Middy + Logger': importMs / library,
      }
    }),
  })
})

/** A handler to compare with, bundled as the Lambdas are, but with the libraries as they come. */
function baseline(scratch: string, label: string, file: string): Target {
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
