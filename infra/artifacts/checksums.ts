import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The list of digests beside the bundles, as `sha256sum --check` reads it. */
export const CHECKSUMS = 'SHA256SUMS'

/** Digests in hex, by the names of files. */
export type Checksums = Record<string, string>

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

export function formatChecksums(checksums: Checksums): string {
  return Object.entries(checksums)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, digest]) => `${digest}  ${file}\n`)
    .join('')
}

export function parseChecksums(text: string): Checksums {
  const lines = text.split('\n').filter((line) => line !== '')
  return Object.fromEntries(
    lines.map((line) => {
      const [, digest = '', file = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      if (file === '')
        throw new Error(`${CHECKSUMS} has the line "${line}": expected a SHA-256, two spaces and a file.`)
      return [file, digest]
    }),
  )
}

/** A bundle that was built and tested elsewhere. Throws, in one line, where it is not the one in the list. */
export function readTested(folder: string, file: string): Uint8Array {
  for (const needed of [CHECKSUMS, file]) {
    if (!existsSync(join(folder, needed))) {
      throw new Error(`There is no ${needed} in ${folder}: expected what "pnpm --filter infra artifacts" wrote.`)
    }
  }
  const bytes = readFileSync(join(folder, file))
  const expected = parseChecksums(readFileSync(join(folder, CHECKSUMS), 'utf8'))[file]
  if (expected !== sha256(bytes)) {
    throw new Error(`${file} is not what was tested: its SHA-256 is ${sha256(bytes)}, expected ${expected}.`)
  }
  return bytes
}
