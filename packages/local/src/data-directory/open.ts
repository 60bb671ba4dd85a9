import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MachineRoomError, systemCode } from '../errors.ts'
import { takeLock } from './lock.ts'
import { replaceFile } from './replace-file.ts'

/** Raised when what the directory holds is laid out in another way. */
const FORMAT = 1

export interface DataDirectory {
  /** Gives the directory free for another process. */
  release(): void
}

/** Takes the directory for this process alone. Refuses one of another format, one in use and one that cannot be written. */
export function openDataDirectory(directory: string): DataDirectory {
  try {
    mkdirSync(directory, { recursive: true })
    accessSync(directory, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unusable(directory, error)
  }
  const release = takeLock(directory)
  try {
    checkFormat(directory)
  } catch (error) {
    release()
    throw error
  }
  return { release }
}

function checkFormat(directory: string): void {
  const path = join(directory, 'format.json')
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
  throw new MachineRoomError(
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

function unusable(directory: string, error: unknown): MachineRoomError {
  const code = systemCode(error) ?? 'unknown reason'
  return new MachineRoomError(
    `The data directory ${directory} cannot be written (${code}). Make it writable, or choose another one.`,
    { cause: error },
  )
}
