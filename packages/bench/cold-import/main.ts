import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { bundleOptions } from 'kit/bundle-options'
import { lambdas, RUNTIME_ENVIRONMENT } from 'workflow'

/** What is loaded, and when it counts as loaded: the import of its module, and of what it imports `lazily` on top. */
interface Target {
  label: string
  folder: string
  lazily?: string
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
  console.log(`Cold import, median of ${ROUNDS}, each in a fresh process; the rounds take turns.`)
  console.table(
    targets.map((target, index) => ({
      bundle: target.label,
      'bytes loaded': loadedBytes(target),
      'import ms': round(median(times[index] ?? [])),
      '× Middy + Logger': round(median(times[index] ?? []) / reference),
    })),
  )
} finally {
  rmSync(scratch, { recursive: true })
}

/** A handler to compare with, bundled as the Lambdas are, but with the libraries as they come. */
function baseline(label: string, file: string): Target {
  const folder = join(scratch, file)
  const { plugins: _, ...options } = bundleOptions
  buildSync({
    ...options,
    sourcemap: false,
    entryPoints: [join(import.meta.dirname, file)],
    outfile: join(folder, 'index.mjs'),
  })
  return { label, folder }
}

function deployed(): Target[] {
  return lambdas.flatMap(({ name, bundle }) => {
    const folder = dirname(join(PACKAGES, name, bundle))
    const client = readdirSync(folder).find((file) => file.startsWith('dynamodb-') && file.endsWith('.mjs'))
    const whole =
      client === undefined ? [] : [{ label: `${name}, with the client it starts later`, folder, lazily: client }]
    return [{ label: name, folder }, ...whole]
  })
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
function importOnce(target: Target): number {
  const program = `const start = process.hrtime.bigint()
    for (const module of ${JSON.stringify(modulesOf(target).map((file) => pathToFileURL(file).href))}) await import(module)
    const end = process.hrtime.bigint()
    process.stdout.write(String(end - start), () => process.exit())`
  const credentials = { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' }
  const env = {
    ...RUNTIME_ENVIRONMENT,
    PATH: process.env.PATH,
    AWS_REGION: 'us-east-1',
    TABLE_NAME: 'none',
    ...credentials,
  }
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env })) / 1e6
}

function modulesOf({ folder, lazily }: Target): string[] {
  return ['index.mjs', ...(lazily === undefined ? [] : [lazily])].map((file) => join(folder, file))
}

/** The modules and all that they import at once: what is imported lazily does not count. */
function loadedBytes(target: Target): number {
  const files = new Set(modulesOf(target))
  for (const file of files) {
    const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"(\.\/[^"]+)"/g)
    for (const [, specifier = ''] of imports) files.add(join(target.folder, specifier))
  }
  return [...files].reduce((bytes, file) => bytes + statSync(file).size, 0)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
