import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { zipSync } from 'fflate'
import type { LambdaManifest } from 'workflow'
import { readTested } from './artifacts/checksums.ts'

/** A Lambda's esbuild output as Lambda takes it. */
export interface Bundle {
  /** Relative to a stack's folder, so that the synthesized stack names no machine's paths. */
  zipPath: string
  /** Base64, as Lambda's CodeSha256. */
  sha256: string
  /** The package's own version. */
  version: string
}

const PACKAGES = resolve(import.meta.dirname, '../packages')

/**
 * Puts the zip of a Lambda package into `outdir`, where the stacks are synthesized: of the bundle that was built here,
 * or where a folder of tested ones is given, from there.
 */
export function packBundle(manifest: LambdaManifest, outdir: string, tested?: string): Bundle {
  const folder = join(PACKAGES, manifest.name)
  const zip = tested === undefined ? bundleOf(manifest) : readTested(tested, `${manifest.name}.zip`)
  mkdirSync(join(outdir, 'bundles'), { recursive: true })
  writeFileSync(join(outdir, 'bundles', `${manifest.name}.zip`), zip)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return {
    zipPath: `../../bundles/${manifest.name}.zip`,
    sha256: createHash('sha256').update(zip).digest('base64'),
    version,
  }
}

/** The zip of the bundle that was built here. */
export function bundleOf(manifest: { name: string; bundle: string }): Uint8Array {
  return zipModules(dirname(join(PACKAGES, manifest.name, manifest.bundle)), manifest)
}

/**
 * The modules that the bundle in `folder` loads and their source maps, as a zip whose bytes depend on their names and
 * contents alone: sorted, of one mode, and of one time. The zip format keeps local time: a local date reads the same in
 * any time zone.
 */
export function zipModules(folder: string, { name, bundle }: { name: string; bundle: string }): Uint8Array {
  if (!existsSync(join(folder, ENTRY))) {
    throw new Error(
      `No bundle for "${name}" at packages/${name}/${bundle}. Run pnpm build, or fix "bundle" in packages/${name}/lambda.ts.`,
    )
  }
  const files = Object.fromEntries(filesIn(folder).map((file) => [file, readFileSync(join(folder, file))]))
  return zipSync(files, { level: 9, mtime: new Date(1980, 0, 1), os: UNIX, attrs: 0o644 << 16 })
}

const ENTRY = 'index.mjs'
const UNIX = 3
const MODULE_OF_BUNDLE = /["']\.\/([\w-]+\.mjs)["']/g

/**
 * What the entry imports, and no other files: a build that is restored from a cache leaves behind the chunks of the one
 * before it.
 */
function filesIn(folder: string): string[] {
  const found = new Set([ENTRY])
  for (const file of found) {
    for (const [, module = ''] of readFileSync(join(folder, file), 'utf8').matchAll(MODULE_OF_BUNDLE)) found.add(module)
  }
  const maps = [...found].map((file) => `${file}.map`).filter((map) => existsSync(join(folder, map)))
  return [...found, ...maps].sort()
}
