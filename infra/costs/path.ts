import { type HistoryEvent, stepsOf } from 'history'

/** Which way an execution took, in words: those with the same words have about the same transitions. */
export function pathOf(machine: string, history: readonly HistoryEvent[], output: string): string {
  const answer = JSON.parse(output) as {
    status: string
    promoted?: number
    enrollments?: unknown[]
    reasons?: { code: string }[]
  }
  const visited = new Set(stepsOf(history).all.map(({ state }) => state))
  const via = Object.entries(VIA).flatMap(([state, words]) => (visited.has(state) ? [words] : []))
  const isFull = answer.reasons?.some(({ code }) => code === 'COURSE_FULL') ?? false
  const facts = [
    ...(isFull ? ['course full'] : []),
    ...(answer.promoted === undefined ? [] : [`${answer.promoted} promoted`]),
    ...(answer.enrollments === undefined ? [] : [`${answer.enrollments.length} enrollments found`]),
  ]
  return [machine, answer.status, ...via, ...facts].join(', ')
}

/** States that only some of those visit who have the same answer. */
const VIA = {
  HoldSeat: 'seat held',
  JoinWaitlist: 'waited in line',
  AlreadyEnrolled: 'asked again',
  WakeExecution: 'an execution woken',
} as const
