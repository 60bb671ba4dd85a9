import { detailsOf, type HistoryEvent, textOf } from './history-event.ts'
import type { Attempt, Step } from './step.ts'

const TASK_EVENT = /^(?:LambdaFunction|Task|Activity)(Scheduled|Started|Submitted|Succeeded|Failed|TimedOut|\w+Failed)$/

/** Applies an event of a task to the visit that it belongs to. Answers whether it was one. */
export function applyTaskEvent(step: Step, event: HistoryEvent): boolean {
  const what = TASK_EVENT.exec(event.type)?.[1]
  if (what === undefined) return false
  const details = detailsOf(event)
  if (what === 'Scheduled') {
    const resource = textOf(details, 'resource')
    const input = textOf(details, 'input') ?? textOf(details, 'parameters')
    beginAttempt(step, event.timestamp, { ...defined({ resource, input }) })
    return true
  }
  const attempt = step.attempts.at(-1)
  if (attempt === undefined) return true
  if (what === 'Started') attempt.startedMs = event.timestamp
  else if (what === 'Succeeded') {
    Object.assign(
      attempt,
      { status: 'succeeded', toMs: event.timestamp },
      defined({ output: textOf(details, 'output') }),
    )
    delete step.error
    delete step.cause
  } else if (what !== 'Submitted') failAttempt(step, event)
  return true
}

export function beginAttempt(step: Step, nowMs: number, more: Partial<Attempt> = {}): void {
  step.attempts.push({ number: step.attempts.length + 1, status: 'running', fromMs: nowMs, ...more })
}

/**
 * The visit's last attempt has failed as the event says; a failure before any attempt (of an expression) counts as one.
 */
export function failAttempt(step: Step, event: HistoryEvent, { error, cause }: Failure = failureIn(event)): void {
  const last = step.attempts.at(-1)
  if (last === undefined || last.status === 'failed' || last.status === 'aborted') beginAttempt(step, event.timestamp)
  const attempt = step.attempts.at(-1)
  if (attempt !== undefined) {
    Object.assign(attempt, { status: 'failed', toMs: event.timestamp }, defined({ error, cause }))
  }
  Object.assign(step, defined({ error, cause }))
}

interface Failure {
  error?: string | undefined
  cause?: string | undefined
}

export function failureIn(event: HistoryEvent): Failure {
  const details = detailsOf(event)
  return { error: textOf(details, 'error'), cause: textOf(details, 'cause') }
}

export function defined<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}
