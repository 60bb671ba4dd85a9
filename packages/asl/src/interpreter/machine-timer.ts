import type { Run } from './run.ts'

/** The machine's own TimeoutSeconds, counted from the start or the last redrive. */
export function setMachineTimer(run: Run): void {
  const { timeoutSeconds } = run.program
  if (timeoutSeconds !== undefined) run.setTimer('machine', run.nowMs + timeoutSeconds * 1000, { kind: 'machine' })
}
