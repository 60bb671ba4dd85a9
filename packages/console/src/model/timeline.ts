import { awaitsRetry, type Step, type StepStatus, type Steps } from 'history'

/** A stretch of time in a row. `from` and `to` are fractions of the whole. */
export interface Bar {
  kind: 'state' | 'attempt' | 'wait'
  status: StepStatus
  from: number
  to: number
  /** What the bar is, in words: shown on hover and read aloud. */
  label: string
  fromMs: number
  toMs: number
}

export interface TimelineRow {
  step: Step
  depth: number
  /** What it is one of: `Branch 2`, `Iteration 7`. */
  group: string
  bars: readonly Bar[]
}

export interface Timeline {
  startMs: number
  endMs: number
  rows: readonly TimelineRow[]
  /** Fractions of the whole, with the time since the start. */
  ticks: readonly { at: number; ms: number }[]
}

/** Every visit as a row, its attempts and the waits between them as bars. What still runs reaches up to now. */
export function timelineOf({ roots }: Steps, run: { startMs: number; stopMs?: number }, nowMs: number): Timeline {
  const rows = treeOf(roots)
  const lastMs = Math.max(run.startMs, ...rows.map(({ step }) => step.leftMs ?? 0))
  const endMs = Math.max(run.startMs + 1, run.stopMs ?? Math.max(nowMs, lastMs))
  const at = (ms: number) => Math.min(1, Math.max(0, (ms - run.startMs) / (endMs - run.startMs)))
  const bar = (kind: Bar['kind'], status: StepStatus, label: string, fromMs: number, toMs: number): Bar => ({
    kind,
    status,
    label,
    fromMs,
    toMs,
    from: at(fromMs),
    to: at(toMs),
  })
  return {
    startMs: run.startMs,
    endMs,
    rows: rows.map((row) => ({ ...row, bars: barsOf(row.step, endMs, bar) })),
    ticks: ticksOf(endMs - run.startMs),
  }
}

type MakeBar = (kind: Bar['kind'], status: StepStatus, label: string, fromMs: number, toMs: number) => Bar

function barsOf(step: Step, endMs: number, bar: MakeBar): Bar[] {
  const leftMs = step.leftMs ?? endMs
  const bars = [bar('state', step.status, step.state, step.enteredMs, leftMs)]
  for (const [index, attempt] of step.attempts.entries()) {
    const toMs = attempt.toMs ?? leftMs
    const result = attempt.error ?? attempt.status
    bars.push(bar('attempt', attempt.status, `Attempt ${attempt.number}: ${result}`, attempt.fromMs, toMs))
    const next = step.attempts[index + 1]
    if (next !== undefined) bars.push(bar('wait', step.status, `Wait before attempt ${next.number}`, toMs, next.fromMs))
    else if (awaitsRetry(step)) bars.push(bar('wait', 'running', 'Waiting for the next attempt', toMs, endMs))
  }
  return bars
}

/** The visits as a tree in one list. */
function treeOf(roots: readonly Step[], depth = 0, group = ''): Omit<TimelineRow, 'bars'>[] {
  return roots.flatMap((step) => [
    { step, depth, group },
    ...step.groups.flatMap((inner) => treeOf(inner.steps, depth + 1, groupLabel(inner, step.attempts.length))),
  ])
}

export function groupLabel(
  { kind, index, attempt }: { kind: 'branch' | 'iteration'; index: number; attempt: number },
  attempts: number,
): string {
  const label = kind === 'branch' ? `Branch ${index + 1}` : `Iteration ${index + 1}`
  return attempts > 1 ? `${label}, attempt ${attempt}` : label
}

const ROUND_STEPS = [1, 2, 5]
const MOST_TICKS = 8

function ticksOf(totalMs: number): { at: number; ms: number }[] {
  let stepMs = 1
  for (let power = 1; totalMs / stepMs > MOST_TICKS; power *= 10) {
    for (const factor of ROUND_STEPS) {
      stepMs = factor * power
      if (totalMs / stepMs <= MOST_TICKS) break
    }
  }
  return Array.from({ length: Math.floor(totalMs / stepMs) + 1 }, (_, index) => ({
    at: (index * stepMs) / totalMs,
    ms: index * stepMs,
  }))
}
