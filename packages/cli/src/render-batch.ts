import {
  type AnswerCounts,
  answerInWords,
  type BatchProgress,
  type FileFormat,
  type Place,
  type Prediction,
  type RowAnswer,
} from 'intake'

import type { RowOutcome } from './batch/row-outcome.ts'
import { hang } from './layout.ts'

const ANSWERS = Object.keys(answerInWords) as RowAnswer[]

/** How a row ended, and why. */
export function renderRow(place: string, { answer, reasons }: Pick<RowOutcome, 'answer' | 'reasons'>): string {
  return hang(`${place}  ${answerInWords[answer].padEnd(16)}  `, reasons.join('; ')).trimEnd()
}

/** Where a request stands: `row 7` as a spreadsheet counts, with its line where that is another number, or `line 7`. */
export function nameOf({ row, line }: Place, kind: FileFormat['kind'], digits = 0): string {
  if (kind === 'json-lines') return `line ${String(line).padStart(digits)}`
  return `row ${String(row).padStart(digits)}${row === line ? '' : ` (line ${line})`}`
}

/** `12 enrolled, 3 cancelled`: of what there is. */
export function renderCounts(counts: AnswerCounts): string {
  const parts = ANSWERS.filter((answer) => counts[answer] > 0).map(
    (answer) => `${counts[answer]} ${answerInWords[answer]}`,
  )
  return parts.length === 0 ? 'none yet' : parts.join(', ')
}

export function renderProgress({ done, total, counts, perSecond, remainingMs }: BatchProgress): string {
  const rate = perSecond === 0 ? '' : `, ${perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1)} a second`
  const left = remainingMs === undefined || done === total ? '' : `, ${renderDuration(remainingMs)} left`
  return `${done} of ${total} rows${rate}${left}: ${renderCounts(counts)}`
}

export function renderDuration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`
}

export function renderPrediction({ counts, durationMs, costUsd, limitedBy }: Prediction, rows: number): string {
  return [
    'If the batch ran now (nothing was started, nothing was written):',
    '',
    ...ANSWERS.filter((answer) => counts[answer] > 0).map(
      (answer) => `${String(counts[answer]).padStart(9)}  ${answerInWords[answer]}`,
    ),
    `${String(rows).padStart(9)}  ${rows === 1 ? 'row' : 'rows'}`,
    '',
    hang('Time  ', `about ${renderDuration(durationMs)}, bounded by ${limitedBy}`),
    hang('Cost  ', `about $${costUsd.toFixed(costUsd < 0.1 ? 4 : 2)} on AWS, for the state transitions`),
  ].join('\n')
}

export function renderSummary({
  counts,
  reasons,
  before,
}: Pick<BatchProgress, 'counts' | 'reasons' | 'before'>): string {
  const started = before === 0 ? [] : [`${before} of them started by an earlier run`]
  return [renderCounts(counts), ...started, ...renderReasons(reasons)].join('\n')
}

/** Why rows were cancelled, the most frequent reason first. */
export function renderReasons(reasons: BatchProgress['reasons']): string[] {
  const list = Object.entries(reasons).toSorted(([, a], [, b]) => b - a)
  if (list.length === 0) return []
  return ['', 'Cancelled because', ...list.map(([reason, count]) => hang(`${String(count).padStart(9)}  `, reason))]
}
