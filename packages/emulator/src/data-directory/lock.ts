import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EmulatorError } from '../errors.ts'

const SQLITE_BUSY = 5
/** A killed process is gone for its parent before the last of its threads has let go of its files. */
const DYING_MS = 2000
/** A database that nobody refers to is closed by the garbage collector, and the lock with it. */
const held = new Set<DatabaseSync>()

/**
 * Takes the directory for this process alone. Returns what gives it back. The lock is SQLite's, on an empty database: the system lets go
 * of it when the process ends, however it ends, and nothing of it has to be cleaned up.
 */
export function takeLock(directory: string): () => void {
  const database = new DatabaseSync(join(directory, 'emulator.lock'), { timeout: DYING_MS })
  const pidFile = join(directory, 'emulator.pid')
  try {
    database.exec('BEGIN EXCLUSIVE')
    writeFileSync(pidFile, String(process.pid))
    held.add(database)
  } catch (error) {
    database.close()
    throw isBusy(error) ? inUse(directory, pidFile) : error
  }
  return () => {
    rmSync(pidFile, { force: true })
    database.close()
    held.delete(database)
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

function inUse(directory: string, pidFile: string): EmulatorError {
  return new EmulatorError(
    `The data directory ${directory} is in use by ${holder(pidFile)}. Stop that one, or choose another directory.`,
  )
}

function holder(pidFile: string): string {
  try {
    return `process ${readFileSync(pidFile, 'utf8')}`
  } catch {
    // It has only just begun, or is about to end.
    return 'another process'
  }
}
