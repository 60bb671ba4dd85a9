import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EmulatorError, systemCode } from '../errors.ts'
import { takeLock } from './lock.ts'
import { replaceFile } from './replace-file.ts'

/** Raised when what the directory holds is laid out in another way. */
const FORMAT = 1
const FORMAT_FILE = 'format.json'

export interface DataDirectory {
  /** Gives the directory free for another process. */
  release(): void
}

/**
 * Takes the directory for this process alone. Refuses one that holds what is not ours, one of another format, one in use and one that
 * cannot be written.
 */
export function openDataDirectory(directory: string): DataDirectory {
  if (directory === '') {
    throw new EmulatorError(
      'The name of the data directory is empty. Name a directory, or leave it out to keep nothing.',
    )
  }
  let names: string[]
  try {
    makeDirectory(directory)
    names = readdirSync(directory)
    accessSync(directory, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unusable(directory, error)
  }
  if (!names.includes(FORMAT_FILE) && !names.every(isOfABeginning)) throw foreign(directory)
  const release = takeLock(directory)
  try {
    checkFormat(directory)
  } catch (error) {
    release()
    throw error
  }
  return { release }
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

/** What a start leaves that ends before it has written the format, and what a new file system holds. */
function isOfABeginning(name: string): boolean {
  return /^lock(\.stale)?(\.\d+)?$/.test(name) || name === `${FORMAT_FILE}.new` || name === 'lost+found'
}

function checkFormat(directory: string): void {
  const path = join(directory, FORMAT_FILE)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unusable(directory, error)
    replaceFile(path, `${JSON.stringify({ format: FORMAT })}\n`)
    return
  }
  const found = formatOf(text)
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
