import { EmulatorError } from '../errors.ts'

/** What is kept can no longer be read or written. Names no path and no content: the API answers with it too. */
export class StorageError extends EmulatorError {}

export function damaged(reason: string, cause?: unknown): StorageError {
  return new StorageError(
    `step-functions.db in the data directory is damaged (${reason}). Restore the data directory from a copy, or start with another one.`,
    { cause },
  )
}

/** What was acknowledged before is kept. Nothing is acknowledged from here on: memory would run ahead of the disk. */
export function unwritable(cause: unknown): StorageError {
  return new StorageError(
    `The data directory cannot be written (${reasonOf(cause)}). Make room or make it writable, and start again.`,
    { cause },
  )
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
