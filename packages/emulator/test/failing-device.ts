import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Where there is no C compiler, or no LD_PRELOAD, no device can be made to fail. */
export const canFail = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0

export interface DeviceFault {
  path: string
  call: 'write' | 'sync'
  error: 'EIO' | 'ENOSPC'
  /** Calls that succeed before. */
  after: number
  times: number
}

export function compile(directory: string): string {
  const library = join(directory, 'fails-to-write.so')
  execFileSync('cc', [
    '-shared',
    '-fPIC',
    '-o',
    library,
    join(import.meta.dirname, 'fixtures/fails-to-write.c'),
    '-ldl',
  ])
  return library
}

/** What a process needs in its environment, for its device to fail. */
export function environmentOf(library: string, { path, call, error, after, times }: DeviceFault): NodeJS.ProcessEnv {
  return {
    LD_PRELOAD: library,
    FAULT_PATH: path,
    FAULT_CALL: call,
    FAULT_ERRNO: error === 'EIO' ? '5' : '28',
    FAULT_AFTER: String(after),
    FAULT_TIMES: String(times),
  }
}
