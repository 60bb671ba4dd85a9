import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lambdas } from 'workflow'
import { bundleOf } from '../bundle.ts'
import { oneLine } from '../one-line.ts'
import { CHECKSUMS, type Checksums, formatChecksums, sha256 } from './checksums.ts'

const OUT = join(import.meta.dirname, '../artifacts.out')
const ROOT = join(import.meta.dirname, '../..')

/** Writes what ships to infra/artifacts.out: the zip of each bundle, its bill of materials, and a list of digests. */
await oneLine(() => {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT)
  const checksums: Checksums = {}
  for (const { name, bundle } of lambdas) {
    const zip = bundleOf({ name, bundle })
    writeFileSync(join(OUT, `${name}.zip`), zip)
    checksums[`${name}.zip`] = sha256(zip)
    checksums[`${name}.cdx.json`] = sha256(writeBillOfMaterials(name))
  }
  writeFileSync(join(OUT, CHECKSUMS), formatChecksums(checksums))
  process.stdout.write(formatChecksums(checksums))
})

/** CycloneDX, from what esbuild says is in the bundle. */
function writeBillOfMaterials(name: string): Uint8Array {
  const file = join(OUT, `${name}.cdx.json`)
  const options = ['--output-reproducible', '--output-file', file, 'dist/index.meta.json']
  const program = join(ROOT, 'infra/node_modules/.bin/cyclonedx-esbuild')
  execFileSync(program, options, { cwd: join(ROOT, 'packages', name), stdio: ['ignore', 'ignore', 'pipe'] })
  return readFileSync(file)
}
