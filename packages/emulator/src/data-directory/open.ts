import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EmulatorError, systemCode } from '../errors.ts'
import { openStorage, type Storage } from '../storage/storage.ts'
import { damaged } from '../storage/storage-error.ts'
import { takeLock } from './lock.ts'
import { replaceFile } from './replace-file.ts'

/** Raised when what the directory holds is laid out in another way. */
const FORMAT = 2
const FORMAT_FILE = 'format.json'
const DATABASE_FILE = 'step-functions.db'

export interface DataDirectory {
  storage: Storage
  /** Gives the directory free for another process. */
  release(): Promise<void>
}

/**
 * Takes the directory for this process alone, and opens what it holds. Refuses one that holds what is not ours, one of another format,
 * one in use and one that cannot be written.
 */
export function openDataDirectory(directory: string, sync: boolean): DataDirectory {
  if (directory === '') {
    throw new EmulatorError(
      'The name of the data directory is empty. Name a directory, or leave it out to keep nothing.',
    )
  }
  const format = join(directory, FORMAT_FILE)
  let names: string[]
  try {
    makeDirectory(directory)
    names = readdirSync(directory)
    accessSync(directory, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unusable(directory, error)
  }
  if (names.includes(FORMAT_FILE)) checkFormat(directory, format)
  else if (!names.every(isOfABeginning)) throw foreign(directory)
  const unlock = lock(directory)
  try {
    const storage = existsSync(format) ? openKept(directory, sync) : begin(directory, sync)
    return {
      storage,
      async release() {
        await storage.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function lock(directory: string): () => void {
  try {
    return takeLock(directory)
  } catch (error) {
    throw error instanceof EmulatorError ? error : unusable(directory, error)
  }
}

function openKept(directory: string, sync: boolean): Storage {
  const path = join(directory, DATABASE_FILE)
  if (!existsSync(path)) throw damaged('it is gone')
  return openStorage({ path, sync })
}

/** The format comes last: a directory that has one has all the rest. */
function begin(directory: string, sync: boolean): Storage {
  const path = join(directory, DATABASE_FILE)
  for (const ending of ['', '-journal', '-wal']) rmSync(`${path}${ending}`, { force: true })
  const storage = openStorage({ path, sync })
  try {
    replaceFile(join(directory, FORMAT_FILE), `${JSON.stringify({ format: FORMAT })}\n`)
    return storage
  } catch (error) {
    void storage.close()
    throw unusable(directory, error)
  }
}

/** Node's own way (`recursive`) never ends where a file system says of a directory that is there that it is not, as /proc does. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return
  const parent = dirname(directory)
  if (parent !== directory) makeDirectory(parent)
  try {
    mkdirSync(directory)
  } catch (error) {
    // Two that start at the same time: the lock decides between them.
    if (systemCode(error) !== 'EEXIST') throw error
  }
}

/** What a start leaves that ends before it has written the format, in this format or the one before it, and what a new file system holds. */
function isOfABeginning(name: string): boolean {
  return /^(emulator\.(lock|pid)|step-functions\.db(-journal|-wal)?|lock(\.stale)?(\.\d+)?|format\.json\.new|lost\+found)$/.test(
    name,
  )
}

function checkFormat(directory: string, path: string): void {
  let found: number | undefined
  try {
    found = formatOf(readFileSync(path, 'utf8'))
  } catch (error) {
    throw unusable(directory, error)
  }
  if (found === FORMAT) return
  throw new EmulatorError(
    `${directory} holds data of format ${found ?? 'unknown'}, and this version reads format ${FORMAT}. Start with another data directory, or with the version that wrote it.`,
  )
}

function formatOf(text: string): number | undefined {
  try {
    const content: unknown = JSON.parse(text)
    return typeof content === 'object' && content !== null && 'format' in content && typeof content.format === 'number'
      ? content.format
      : undefined
  } catch {
    return undefined
  }
}

function foreign(directory: string): EmulatorError {
  return new EmulatorError(
    `${directory} holds files but no ${FORMAT_FILE}: it is no data directory of the emulator, and is left as it is. Choose an empty or a new directory.`,
  )
}

function unusable(directory: string, error: unknown): EmulatorError {
  const code = systemCode(error) ?? 'unknown reason'
  return new EmulatorError(
    `The data directory ${directory} cannot be written (${code}). Make it writable, or choose another one.`,
    { cause: error },
  )
}
