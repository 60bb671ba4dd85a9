import { syncBuiltinESMExports } from 'node:module'

const signals: Record<string, string> = {
  6: 'aborted',
  9: 'killed',
  15: 'terminated',
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGTERM: 'terminated',
}

/** In a worker these would end the whole emulator, or do nothing: here they end this environment, by `endBy`. */
export function guardProcess(endBy: (signal: string) => void): void {
  const kill = (pid: number, signal: string | number = 'SIGTERM') => {
    const own = pid === process.pid || pid === 0 || pid === -1 || pid === -process.pid
    if (!own) throw Object.assign(new Error('kill ESRCH'), { errno: -3, code: 'ESRCH', syscall: 'kill' })
    if (signal !== 0) endBy(signals[signal] ?? String(signal).toLowerCase().replace(/^sig/, ''))
    return true
  }
  Object.assign(process, { kill, abort: () => endBy('aborted') })
  // A function is the main thread of its process: no message of its own reaches the host.
  Object.assign(process.getBuiltinModule('node:worker_threads'), {
    isMainThread: true,
    parentPort: null,
    workerData: null,
  })
  syncBuiltinESMExports()
}
