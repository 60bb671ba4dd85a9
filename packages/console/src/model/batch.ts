import { type AnswerCounts, answerInWords, type BatchStage, type ColumnRole, type RowAnswer } from 'intake'
import type { StatusLook } from './status.ts'

export const STAGE_LOOKS: Readonly<Record<BatchStage, StatusLook>> = {
  checked: { tone: 'idle', sign: 'dash', label: 'Not started' },
  predicting: { tone: 'live', sign: 'spin', label: 'Predicting' },
  running: { tone: 'live', sign: 'spin', label: 'Running' },
  ended: { tone: 'good', sign: 'check', label: 'Ended' },
  stopped: { tone: 'warn', sign: 'stop', label: 'Stopped' },
  failed: { tone: 'bad', sign: 'cross', label: 'Failed' },
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
