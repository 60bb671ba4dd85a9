import type { Group, Step, StepStatus } from './step.ts'

/** Ends every open visit among these and below them: those in `failing` have failed, the rest were aborted. */
export function settleAll(steps: readonly Step[], nowMs: number, failing: readonly Step[] = []): void {
  for (const step of steps) {
    settleGroups(step, nowMs, failing)
    settle(step, failing.includes(step) ? 'failed' : 'aborted', nowMs)
  }
}

export function settleGroups({ groups }: Step, nowMs: number, failing: readonly Step[]): void {
  for (const group of groups) {
    settleAll(group.steps, nowMs, failing)
    if (group.status === 'running') group.status = statusOfGroup(group)
  }
}

function settle(step: Step, status: 'failed' | 'aborted', nowMs: number): void {
  // AWS reports a task in a branch as aborted even if it is the one that failed.
  if (step.status === 'aborted' && status === 'failed') step.status = 'failed'
  if (step.status !== 'running') return
  step.status = status
  step.leftMs ??= nowMs
  const attempt = step.attempts.at(-1)
  if (attempt?.status === 'running') Object.assign(attempt, { status, toMs: nowMs })
}

function statusOfGroup({ steps }: Group): StepStatus {
  const statuses = steps.map(({ status }) => status)
  if (statuses.includes('failed')) return 'failed'
  if (statuses.includes('aborted')) return 'aborted'
  return 'succeeded'
}

/** A redrive resumes a visit and every visit that contains it. */
export function reopen(step: Step): void {
  step.status = 'running'
  delete step.leftMs
  if (step.group === undefined) return
  const { group } = step
  const round = group.container.attempts.at(-1)
  if (round !== undefined) {
    round.status = 'running'
    delete round.toMs
    delete round.error
    delete round.cause
  }
  group.status = 'running'
  delete group.container.error
  delete group.container.cause
  reopen(group.container)
}
