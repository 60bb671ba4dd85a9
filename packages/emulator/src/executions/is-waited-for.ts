import type { HistoryEvent } from 'asl'

/** Whether the task with this Scheduled event has not ended yet. Its events form a chain: Scheduled, Started, Submitted, then its end. */
export function isWaitedFor(task: number, history: readonly HistoryEvent[]): boolean {
  let last = history.find(({ id }) => id === task)
  if (last === undefined) return false
  for (const event of history) {
    if (event.previousEventId !== last.id) continue
    if (event.type !== 'TaskStarted' && event.type !== 'TaskSubmitted') return false
    last = event
  }
  return true
}
