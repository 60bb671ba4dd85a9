import { fdatasync, fdatasyncSync, write, writevSync } from 'node:fs'
import { promisify } from 'node:util'
import { JournalFailed } from './journal-failed.ts'
import type { Segment } from './segment.ts'

const writeAsync = promisify(write)
const fdatasyncAsync = promisify(fdatasync)

export interface GroupWriter {
  /** Writes the frame with all others of this tick. `placed` is told where it stands before the promise resolves. */
  append(frame: Buffer, placed: (segment: Segment, offset: number) => void): Promise<void>
  /** Waits for what is being written, and makes it outlive a power failure. */
  flush(): Promise<void>
}

export interface GroupWriterOptions {
  sync: boolean
  /** Where the next group goes. May begin a new segment, with everything before it synced. */
  target(): Segment
  newest(): Segment
}

interface Waiting {
  frame: Buffer
  placed: (segment: Segment, offset: number) => void
}

/**
 * Group commit. What write() took outlives the process; with `sync` each group is also synced to the device before it is acknowledged,
 * and what arrives meanwhile is the next group. After a failed write nothing more is taken: memory would run ahead of the disk.
 */
export function createGroupWriter({ sync, target, newest }: GroupWriterOptions): GroupWriter {
  let waiting: Waiting[] = []
  let group: Promise<void> | undefined
  let busy: Promise<void> = Promise.resolve()
  let failure: Error | undefined

  function writeGroup(): Promise<void> {
    const frames = waiting
    waiting = []
    group = undefined
    if (failure !== undefined) return Promise.reject(failure)
    const buffers = frames.map(({ frame }) => frame)
    try {
      const segment = target()
      if (sync) return writeSynced(segment, frames, Buffer.concat(buffers))
      writeAll(segment.fd, buffers)
      place(segment, frames)
      return Promise.resolve()
    } catch (error) {
      return Promise.reject(fail(error))
    }
  }

  async function writeSynced(segment: Segment, frames: Waiting[], bytes: Buffer): Promise<void> {
    try {
      for (let at = 0; at < bytes.length; ) at += (await writeAsync(segment.fd, bytes, at)).bytesWritten
      await fdatasyncAsync(segment.fd)
    } catch (error) {
      throw fail(error)
    }
    place(segment, frames)
  }

  function fail(error: unknown): Error {
    const reason = error instanceof Error ? error.message : String(error)
    failure = new JournalFailed(`The journal cannot be written (${reason}). Make room and start again.`, {
      cause: error,
    })
    return failure
  }

  return {
    append(frame, placed) {
      if (failure !== undefined) return Promise.reject(failure)
      waiting.push({ frame, placed })
      group ??= afterThisTick(busy).then(writeGroup)
      busy = group.catch(() => undefined)
      return group
    },
    async flush() {
      await busy
      if (failure === undefined) fdatasyncSync(newest().fd)
    },
  }
}

/** Once the previous group is written and everything else that is ready has had its turn. */
function afterThisTick(previous: Promise<void>): Promise<void> {
  return previous.then(() => new Promise((resolve) => setImmediate(resolve)))
}

function writeAll(fd: number, buffers: Buffer[]): void {
  const length = buffers.reduce((sum, { length }) => sum + length, 0)
  const written = writevSync(fd, buffers)
  if (written < length) writeAll(fd, [Buffer.concat(buffers).subarray(written)])
}

function place(segment: Segment, frames: readonly Waiting[]): void {
  for (const { frame, placed } of frames) {
    const offset = segment.size
    segment.size += frame.length
    placed(segment, offset)
  }
}
