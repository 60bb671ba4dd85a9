import {
  at,
  describeProblem,
  type FileCheck,
  type FileFormat,
  isRejected,
  type Place,
  type Prediction,
  type Row,
} from 'intake'
import type { Published } from './batch/output-files.ts'
import { createProgressMeter } from './batch/progress.ts'
import type { RowOutcome } from './batch/row-outcome.ts'
import { print, printJsonLine } from './print.ts'
import { type ProgressLine, startProgressLine } from './progress-line.ts'
import { nameOf, renderPrediction, renderReasons, renderRow, renderSummary } from './render-batch.ts'

export interface ReportOptions {
  format: FileFormat
  total: number
  json: boolean
}

/** Rows that did not get in, as far as they are listed: the files have all of them. */
const LISTED = 20

/** What a batch prints: lines for people, or a JSON value on each line. */
export function reportOf({ format, total, json }: ReportOptions) {
  const { kind } = format
  const meter = createProgressMeter(total)
  let listed = 0
  let progress: ProgressLine | undefined

  function line(place: Place, outcome: RowOutcome): void {
    if (json) printJsonLine({ ...placeOf(place, kind), ...statusOf(outcome) })
    else {
      progress?.clear()
      print(renderRow(nameOf(place, kind, 5), outcome))
    }
  }

  return {
    /** The rows that no execution is started for. */
    notStarted({ refused, duplicates }: FileCheck): void {
      for (const { problems, ...place } of refused) {
        line(place, { answer: 'REFUSED', reasons: problems.map(describeProblem) })
      }
      for (const { of, ...place } of duplicates) {
        line(place, { answer: 'DUPLICATE', reasons: [`same as ${kind === 'csv' ? at(of) : nameOf(of, kind)}`] })
      }
    },
    start(): ProgressLine {
      progress = startProgressLine(() => meter.now(), json)
      return progress
    },
    row(row: Row, outcome: RowOutcome): void {
      meter.count(outcome)
      // They are listed since the check.
      if (row.status !== 'ready') return
      if (json) line(row, outcome)
      else if (outcome.answer !== 'ENROLLED' && listed <= LISTED) {
        listed += 1
        if (listed <= LISTED) line(row, outcome)
        else print('… and so on')
      }
    },
    prediction(prediction: Prediction): void {
      if (json) printJsonLine({ prediction })
      else print(`\n${[renderPrediction(prediction, total), ...renderReasons(meter.now().reasons)].join('\n')}`)
    },
    end(published: Published | undefined): void {
      const { counts, before } = meter.now()
      if (json) {
        printJsonLine({ summary: { total, counts, before, ...(published && { files: published }) } })
        return
      }
      print(`\n${renderSummary(meter.now())}`)
      if (published === undefined) return
      const { results, rejected, kept } = published
      print(`\nResults   ${results}`)
      if (rejected !== undefined)
        print(`Rejected  ${rejected}\n          To try these rows again, run that file, corrected or as it is.`)
      if (kept !== undefined)
        print(`Kept      ${kept}\n          The rejected rows of an earlier run: they were others.`)
    },
    stopped(): string {
      const { done } = meter.now()
      return `Stopped: ${done} of ${total} rows have an answer, and the requests under way go on. Run the same command again to continue: no row starts twice.`
    },
    /** 0 if every row has an answer. */
    exitCode(): 0 | 1 {
      const { FAILED, REFUSED } = meter.now().counts
      return FAILED + REFUSED === 0 ? 0 : 1
    },
  }
}

/** JSON lines have no other rows than their lines. */
function placeOf({ row, line }: Place, kind: FileFormat['kind']): Partial<Place> {
  return kind === 'csv' ? { row, line } : { line }
}

/** For programs: the workflow's words, and the codes. */
function statusOf({ answer, reasons, codes, execution, before }: RowOutcome) {
  const alreadyEnrolled = answer === 'ALREADY_ENROLLED'
  const isError = answer !== 'CANCELLED' && (isRejected(answer) || answer === 'DUPLICATE')
  return {
    status: alreadyEnrolled ? 'ENROLLED' : answer,
    ...(codes && { codes }),
    ...(isError && { error: reasons.join('; ') }),
    ...(!isError && !codes && reasons.length > 0 && { details: reasons.join('; ') }),
    ...(execution && { execution }),
    ...(alreadyEnrolled && { alreadyEnrolled: true }),
    ...(before && { before }),
  }
}
