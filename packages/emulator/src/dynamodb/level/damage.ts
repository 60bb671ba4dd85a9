import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../../data-directory/replace-file.ts'
import { readLog } from './log-file.ts'
import { type LiveFiles, liveFiles } from './manifest.ts'
import { isWholeTable } from './table-file.ts'

const LOG = /^(\d+)\.log$/
const TABLE = /^(\d+)\.(ldb|sst)$/
/** The sizes of the logs when they were closed: a crash may leave a log cut short, a close does not. */
const SIZES = 'closed.json'

/** The file of LevelDB that is damaged or gone, if there is one. LevelDB itself would read on and answer without what was in it. */
export function damagedFile(directory: string): string | undefined {
  const names = existsSync(directory) ? readdirSync(directory) : []
  const logs = names.filter((name) => LOG.test(name))
  if (!names.includes('CURRENT'))
    return names.some((name) => LOG.test(name) || TABLE.test(name)) ? 'CURRENT' : undefined
  const manifest = readFileSync(join(directory, 'CURRENT'), 'utf8').trimEnd()
  const live = /^MANIFEST-\d+$/.test(manifest) && names.includes(manifest) && read(join(directory, manifest))
  if (!live) return manifest.startsWith('MANIFEST-') ? manifest : 'CURRENT'

  const table = [...live.tables].find(([number, bytes]) => !hasTable(directory, names, number, bytes))
  if (table !== undefined) return `${padded(table[0])}.ldb`
  // A database that has just been made has none yet: 0.
  if (live.log > 0 && !logs.some((name) => Number.parseInt(name, 10) === live.log)) return `${padded(live.log)}.log`
  const needed = logs.filter((name) => Number.parseInt(name, 10) >= live.log)
  return (
    needed.find((name) => readLog(readFileSync(join(directory, name))) === undefined) ??
    (names.includes(SIZES) ? cutSince(directory) : undefined)
  )
}

function read(manifest: string): LiveFiles | undefined {
  const changes = readLog(readFileSync(manifest))
  try {
    return changes && liveFiles(changes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const padded = (number: number) => String(number).padStart(6, '0')

function hasTable(directory: string, names: readonly string[], number: number, bytes: number): boolean {
  const name = names.find((name) => TABLE.test(name) && Number.parseInt(name, 10) === number)
  if (name === undefined) return false
  const table = readFileSync(join(directory, name))
  return table.length === bytes && isWholeTable(table)
}

/** Once it is closed. Where it cannot be written, the next start takes the directory for that of a killed process. */
export function noteSizes(directory: string): void {
  const logs = readdirSync(directory).filter((name) => LOG.test(name) || name.startsWith('MANIFEST-'))
  const sizes = Object.fromEntries(logs.map((name) => [name, statSync(join(directory, name)).size]))
  try {
    replaceFile(join(directory, SIZES), `${JSON.stringify(sizes)}\n`)
  } catch {
    forgetSizes(directory)
  }
}

/** Before it is written again. */
export function forgetSizes(directory: string): void {
  rmSync(join(directory, SIZES), { force: true })
}

function cutSince(directory: string): string | undefined {
  let sizes: Record<string, unknown>
  try {
    sizes = JSON.parse(readFileSync(join(directory, SIZES), 'utf8'))
  } catch {
    return SIZES
  }
  const sizeOf = (name: string) =>
    existsSync(join(directory, name)) ? statSync(join(directory, name)).size : undefined
  return Object.keys(sizes).find((name) => sizes[name] !== sizeOf(name))
}
