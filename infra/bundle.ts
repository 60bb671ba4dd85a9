import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { zipSync } from 'fflate'
import type { LambdaManifest } from 'workflow'

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

/** Zips the built bundle of a Lambda package into `outdir`, where the stacks are synthesized. */
export function packBundle(manifest: LambdaManifest, outdir: string): Bundle {
  const folder = join(PACKAGES, manifest.name)
  const zip = zipModules(dirname(join(folder, manifest.bundle)), manifest)
  mkdirSync(join(outdir, 'bundles'), { recursive: true })
  writeFileSync(join(outdir, 'bundles', `${manifest.name}.zip`), zip)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return {
    zipPath: `../../bundles/${manifest.name}.zip`,
    sha256: createHash('sha256').update(zip).digest('base64'),
    version,
  }
}

/**
 * The modules in `folder` as a zip whose bytes depend on their names and contents alone: sorted, of one mode, and of
 * one time. The zip format keeps local time: a local date reads the same in any time zone.
 */
export function zipModules(folder: string, { name, bundle }: { name: string; bundle: string }): Uint8Array {
  const modules = modulesIn(folder)
  if (!modules.includes('index.mjs')) {
    throw new Error(
      `No bundle for "${name}" at packages/${name}/${bundle}. Run pnpm build, or fix "bundle" in packages/${name}/lambda.ts.`,
    )
  }
  const files = Object.fromEntries(modules.sort().map((file) => [file, readFileSync(join(folder, file))]))
  return zipSync(files, { level: 9, mtime: new Date(1980, 0, 1), os: UNIX, attrs: 0o644 << 16 })
}

const UNIX = 3

function modulesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.mjs'))
  } catch {
    return []
  }
}
