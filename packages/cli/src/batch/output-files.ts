import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { access, constants, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { type FileFormat, outputNames, type Row, rejectedFile, resultsFile } from 'intake'
import { Failure } from '../failure.ts'
import { isToRepeat, type RowOutcome } from './row-outcome.ts'

/** The files of a batch, written aside and put in place as a whole at its end. */
export interface OutputFiles {
  write(row: Row, outcome: RowOutcome): Promise<void>
  /** Puts them in place of those of an earlier run. */
  publish(): Promise<Published>
  /** Leaves those of an earlier run as they are. */
  discard(): Promise<void>
}

export interface Published {
  results: string
  /** Undefined where no row was rejected. */
  rejected: string | undefined
  /** Where the rejected rows of an earlier run are now, if they are others: somebody may have corrected them. */
  kept: string | undefined
}

/** Opens the files beside `file`, or in `directory`. Fails, before anything starts, where they cannot be written. */
export async function openOutputFiles(file: string, format: FileFormat, directory: string): Promise<OutputFiles> {
  await access(directory, constants.W_OK | constants.X_OK).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      `The results cannot be written to ${directory} (${error.code}): expected a folder that can be written to. Choose one with --output FOLDER. Nothing was started.`,
    )
  })
  const names = outputNames(basename(file), format)
  const place = { results: join(directory, names.results), rejected: join(directory, names.rejected) }
  await removeLeftovers([place.results, place.rejected])
  const results = await openPart(place.results, resultsFile(format).start)
  const rejected = await openPart(place.rejected, rejectedFile(format).start)
  let isAnyRejected = false

  return {
    async write(row, outcome) {
      await results.write(resultsFile(format).line(row, outcome))
      if (!isToRepeat(outcome)) return
      isAnyRejected = true
      await rejected.write(rejectedFile(format).line(row, outcome.reasons))
    },
    async publish() {
      await Promise.all([results.close(), rejected.close()])
      const kept = await keepEarlier(place.rejected, isAnyRejected ? rejected.path : undefined)
      await replace(results.path, place.results)
      if (isAnyRejected) await replace(rejected.path, place.rejected)
      else await rm(rejected.path)
      return { results: place.results, rejected: isAnyRejected ? place.rejected : undefined, kept }
    },
    async discard() {
      await Promise.all([results.discard(), rejected.discard()])
    },
  }
}

const LEFTOVER = /^\.(\d+)\.part$/

/** What a run that was killed could not remove. */
async function removeLeftovers(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    for (const name of await readdir(dirname(path))) {
      const pid = name.startsWith(basename(path)) && LEFTOVER.exec(name.slice(basename(path).length))?.[1]
      if (pid && !isRunning(Number(pid))) await rm(join(dirname(path), name), { force: true })
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function openPart(path: string, start: string) {
  const part = `${path}.${process.pid}.part`
  const stream: WriteStream = createWriteStream(part, { flush: true })
  await once(stream, 'open')
  stream.write(start)
  return {
    path: part,
    async write(text: string): Promise<void> {
      if (!stream.write(text)) await once(stream, 'drain')
    },
    async close(): Promise<void> {
      stream.end()
      await finished(stream)
    },
    async discard(): Promise<void> {
      stream.destroy()
      await rm(part, { force: true })
    },
  }
}

/** A file of rejected rows with another content is kept under a number. */
async function keepEarlier(path: string, next: string | undefined): Promise<string | undefined> {
  const earlier = await readFile(path).catch(() => undefined)
  if (earlier === undefined) return undefined
  if (next !== undefined && earlier.equals(await readFile(next))) return undefined
  for (let number = 1; ; number++) {
    const kept = path.replace(/(\.\w+)$/, `-${number}$1`)
    if (
      await access(kept).then(
        () => true,
        () => false,
      )
    )
      continue
    await rename(path, kept)
    return kept
  }
}

async function replace(part: string, path: string): Promise<void> {
  try {
    await rename(part, path)
  } catch (error) {
    throw new Failure(
      `${path} cannot be replaced (${(error as NodeJS.ErrnoException).code}): close it where it is open. What would be in it is in ${part}.`,
    )
  }
}
