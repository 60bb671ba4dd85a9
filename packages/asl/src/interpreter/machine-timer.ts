import type { Run } from './run.ts'

/** An Express execution ends after five minutes, whatever its definition says (Step Functions quotas). */
const EXPRESS_SECONDS = 300

/** The machine's own TimeoutSeconds, counted from the start or the last redrive. */
export function setMachineTimer(run: Run): void {
  const { type, timeoutSeconds = Number.POSITIVE_INFINITY } = run.program
  const seconds = type === 'EXPRESS' ? Math.min(timeoutSeconds, EXPRESS_SECONDS) : timeoutSeconds
  if (seconds !== Number.POSITIVE_INFINITY) run.setTimer('machine', run.nowMs + seconds * 1000, { kind: 'machine' })
}
