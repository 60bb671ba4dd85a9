import type { StateReader } from '../definition/state-type.ts'
import { choice } from './choice.ts'
import { fail } from './fail.ts'
import { map } from './map.ts'
import { parallel } from './parallel.ts'
import { pass } from './pass.ts'
import { succeed } from './succeed.ts'
import { task } from './task/task.ts'
import { wait } from './wait.ts'

/** Every state type that there is, by AWS's name for it. */
export const STATE_TYPES: ReadonlyMap<unknown, StateReader> = new Map([
  ['Pass', pass],
  ['Task', task],
  ['Choice', choice],
  ['Wait', wait],
  ['Succeed', succeed],
  ['Fail', fail],
  ['Parallel', parallel],
  ['Map', map],
])
