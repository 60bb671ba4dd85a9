import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { EmulatorError, systemCode } from '../errors.ts'

/** Directories that this very process holds: their locks name a living process too. */
const held = new Set<string>()

interface Holder {
  pid: number
  /** When that process began, where the system tells: a process id is used again in time. */
  began: string | undefined
}

/** Takes the directory's lock, also from a process that died with it. Returns what gives it back. */
export function takeLock(directory: string): () => void {
  const path = join(resolve(directory), 'lock')
  if (held.has(path)) throw inUse(directory, process.pid)
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ pid: process.pid, began: processOf(process.pid)?.began } satisfies Holder))
  try {
    while (!tryLink(draft, path)) clearStale(directory, path)
  } finally {
    rmSync(draft, { force: true })
  }
  held.add(path)
  return () => {
    held.delete(path)
    rmSync(path, { force: true })
  }
}

/** A link is made whole or not at all, and never over another one. */
function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

function clearStale(directory: string, path: string): void {
  const holder = read(path)
  if (holder === undefined) return
  if (isAlive(holder)) throw inUse(directory, holder.pid)
  const grave = `${path}.stale.${process.pid}`
  try {
    renameSync(path, grave)
  } catch (error) {
    // Another process was faster; the next look tells who holds it now.
    if (systemCode(error) === 'ENOENT') return
    throw error
  }
  const buried = read(grave)
  // Between the look and the rename another process may have taken the lock: give it back.
  if (buried !== undefined && isAlive(buried)) tryLink(grave, path)
  rmSync(grave, { force: true })
}

function read(path: string): Holder | undefined {
  try {
    const { pid, began } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>
    return { pid: Number(pid), began }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    // Not a lock of ours: whoever it was did not live to write it.
    return { pid: 0, began: undefined }
  }
}

function isAlive({ pid, began }: Holder): boolean {
  // In a container the process that died often had the id that this one has.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
  const now = processOf(pid)
  if (now === undefined) return true
  // It has ended, and whoever started it has not asked for its exit code yet.
  if (now.state === 'Z' || now.state === 'X') return false
  return began === undefined || began === now.began
}

/** A process by proc(5), on systems that have it: its state, and its start time in clock ticks since boot (fields 3 and 22 of stat). */
function processOf(pid: number): { state: string | undefined; began: string | undefined } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], began: fields[19] }
  } catch {
    return undefined
  }
}

function inUse(directory: string, pid: number): EmulatorError {
  return new EmulatorError(
    `The data directory ${directory} is in use by process ${pid}. Stop that one, or choose another directory.`,
  )
}
