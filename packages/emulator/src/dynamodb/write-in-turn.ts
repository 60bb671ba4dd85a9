import { AwsError } from '../aws-error.ts'
import { reasonOf } from '../storage/storage-error.ts'
import type { LevelWrite } from './dynalite.ts'

/**
 * One batch at a time; what is asked for meanwhile is the next one. Where a write fails, LevelDB goes on in a log with a hole, and what
 * follows in it is not found at the next start: so nothing is acknowledged any more after a write that failed.
 */
export function writeInTurn(write: (writes: LevelWrite[]) => Promise<void>): (writes: LevelWrite[]) => Promise<void> {
  let waiting: LevelWrite[][] = []
  let next: Promise<void> | undefined
  let last: Promise<void> = Promise.resolve()
  let failure: AwsError | undefined

  async function writeGroup(): Promise<void> {
    const writes = waiting.flat()
    waiting = []
    next = undefined
    if (failure !== undefined) throw failure
    try {
      await write(writes)
    } catch (error) {
      failure = unwritable(error)
      throw failure
    }
  }

  return (writes) => {
    waiting.push(writes)
    if (next === undefined) {
      next = last.then(writeGroup)
      last = next.catch(() => undefined)
    }
    return next
  }
}

function unwritable(cause: unknown): AwsError {
  // `IO error: <path>: No space left on device`: no path in an error.
  const reason = reasonOf(cause).split(': ').at(-1)
  const message = `The records cannot be written (${reason}). Make room or make the data directory writable, and start again.`
  return new AwsError('InternalServerError', message, { status: 500, cause })
}
