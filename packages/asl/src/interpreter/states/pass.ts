import type { Frame } from '../frame.ts'
import { leaveState } from '../leave.ts'
import type { Run } from '../run.ts'

/** Pass and Succeed: the output, or else the input as it came. */
export function executePass(run: Run, frame: Frame): Promise<void> {
  return leaveState(run, frame, frame.visit.node, frame.visit.input, {})
}
