import type { StateType } from '../../definition/model.ts'
import type { Frame } from '../frame.ts'
import type { Run } from '../run.ts'
import { executeChoice } from './choice.ts'
import { executeFail } from './fail.ts'
import { executeMap } from './map.ts'
import { executeParallel } from './parallel.ts'
import { executePass } from './pass.ts'
import { executeTask } from './task.ts'
import { executeWait } from './wait.ts'

/** What each state type does once it is entered. */
export const executors: Readonly<Record<StateType, (run: Run, frame: Frame) => Promise<void>>> = {
  Choice: executeChoice,
  Fail: executeFail,
  Map: executeMap,
  Parallel: executeParallel,
  Pass: executePass,
  Succeed: executePass,
  Task: executeTask,
  Wait: executeWait,
}
