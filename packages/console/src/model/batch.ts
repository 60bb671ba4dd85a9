import {
  type AnswerCounts,
  answerInWords,
  type BatchStage,
  type BatchState,
  type ColumnRole,
  type RowAnswer,
} from 'intake'
import { formatCount, plural } from './format.ts'
import type { StatusLook } from './status.ts'

export const STAGE_LOOKS: Readonly<Record<BatchStage, StatusLook>> = {
  checked: { tone: 'idle', sign: 'dash', label: 'Not started' },
  predicting: { tone: 'live', sign: 'spin', label: 'Predicting' },
  running: { tone: 'live', sign: 'spin', label: 'Running' },
  ended: { tone: 'good', sign: 'check', label: 'Ended' },
  stopped: { tone: 'warn', sign: 'stop', label: 'Stopped' },
  failed: { tone: 'bad', sign: 'cross', label: 'Failed' },
}

export const INTERRUPTED: StatusLook = { tone: 'warn', sign: 'stop', label: 'Interrupted' }

/** How far a batch was when its server was last seen. */
export function interruptionOf({ stage, progress, total }: Pick<BatchState, 'stage' | 'progress' | 'total'>): string {
  if (stage === 'checked' || stage === 'predicting' || progress === undefined) return 'Nothing had been started.'
  const far = `${formatCount(progress.done)} of ${plural(total, 'row')} had an answer when it was last seen`
  return stage === 'running' ? `${far}; requests that were under way go on.` : `${far}.`
}

/** The columns that a request is read from. */
export const ROLES: readonly { role: ColumnRole; label: string }[] = [
  { role: 'name', label: 'Name' },
  { role: 'firstName', label: 'First name' },
  { role: 'lastName', label: 'Last name' },
  { role: 'email', label: 'E-mail' },
  { role: 'payment', label: 'Payment' },
  { role: 'course', label: 'Course' },
]

/** The answers that there are, the best first: `enrolled` 12. */
export function countsInWords(counts: AnswerCounts): { answer: RowAnswer; label: string; count: number }[] {
  const answers = Object.keys(answerInWords) as RowAnswer[]
  return answers
    .filter((answer) => counts[answer] > 0)
    .map((answer) => ({ answer, label: capital(answerInWords[answer]), count: counts[answer] }))
}

export function reasonsByCount(reasons: Readonly<Record<string, number>>): [reason: string, count: number][] {
  return Object.entries(reasons).sort(([, one], [, other]) => other - one)
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
