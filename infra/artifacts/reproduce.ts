import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneLine } from '../one-line.ts'
import { builtAt, commitOf } from './built-at.ts'
import { CHECKSUMS, parseChecksums } from './checksums.ts'

const OUT = join(import.meta.dirname, '../artifacts.out')

/** Builds what is committed in another clone, and fails unless it has the bytes of infra/artifacts.out. */
await oneLine(() => {
  const here = parseChecksums(readFileSync(join(OUT, CHECKSUMS), 'utf8'))
  const there = builtAt(commitOf('HEAD'))
  for (const [file, digest] of Object.entries(here)) {
    // A bill of materials is a description: it is not deployed.
    if (!file.endsWith('.zip')) continue
    const other = there[file.replace(/\.zip$/, '')]
    if (other !== digest) {
      throw new Error(
        `${file} is ${digest} here and ${other} in another clone of the same commit: expected equal bytes. Is something not committed? Does the build read the time, a path or the environment?`,
      )
    }
    process.stdout.write(`${digest}  ${file}, twice\n`)
  }
})
