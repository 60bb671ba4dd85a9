import { SFNClient } from '@aws-sdk/client-sfn'
import {
  checkFile,
  describeProblem,
  type FileCheck,
  type FileFormat,
  inspectFile,
  type Place,
  type Row,
  readRows,
  unknownHeadings,
} from 'intake'
import pMap from 'p-map'
import { DEFAULT_COURSE, isCourseId } from 'records'
import { awaitExecution, outcomeOf, startNamed } from '../execution.ts'
import { Failure, oneLine } from '../failure.ts'
import { intakeSource } from '../intake-source.ts'
import { print, printJsonLine } from '../print.ts'
import { type BatchResult, nameOf, renderBatchResult, renderBatchSummary } from '../render-batch.ts'
import { type StateMachine, type TargetOptions, targetOf } from '../target.ts'

export interface BatchOptions extends TargetOptions {
  concurrency: string
  /** The course of rows that name none. */
  course?: string
  json?: true
}

const MAX_CONCURRENCY = 100
/** Many executions are polled at once, and AWS limits the rate. */
const POLL_MS = 200

/**
 * Checks the whole file, then runs every request that can be started and waits for its end. A row that an earlier run
 * started, of any file, is not started again.
 */
export async function batch(file: string, { concurrency, course, json, ...options }: BatchOptions): Promise<number> {
  const limit = Number(concurrency)
  if (!/^\d+$/.test(concurrency) || limit < 1 || limit > MAX_CONCURRENCY) {
    throw new Failure(
      `--concurrency ${concurrency} is out of range: expected a whole number from 1 to ${MAX_CONCURRENCY}.`,
    )
  }
  if (course !== undefined && !isCourseId(course)) {
    throw new Failure(
      `--course is not a course id: expected 1 to 64 letters, digits, dots, underscores or hyphens, such as ${DEFAULT_COURSE}.`,
    )
  }
  const source = await intakeSource(file)
  const format = await inspectFile(source, /\.(jsonl|ndjson)$/i.test(file) ? 'json-lines' : undefined)
  const check = await checkFile(source, format, { course })
  const results: BatchResult[] = []
  const report = (result: BatchResult) => {
    results.push(result)
    if (json) printJsonLine(result)
    else print(renderBatchResult(result))
  }
  for (const result of notStarted(check, format)) report(result)
  warnOfUnread(format)
  if (check.fault !== undefined) throw new Failure(`${check.fault} Nothing was started.`)
  if (check.ready + results.length === 0) throw new Failure('The input has no requests: it has headings only.')

  const target = targetOf(options)
  const stateMachine = await target.stateMachine()
  if (stateMachine.express) {
    throw new Failure(
      'The workflow is an Express workflow, which could run a request twice: a batch needs a Standard one.',
    )
  }
  // Slows down when AWS throttles it.
  const sfn = new SFNClient({ ...target.config, retryMode: 'adaptive', maxAttempts: 10 })
  const run = async (row: Row) => {
    if (row.status === 'ready') report(await resultOf(sfn, stateMachine, row, placeOf(row, format)))
  }
  await pMap(readRows(source, format, { course }), run, { concurrency: limit })
  if (!json) print(`\n${renderBatchSummary(results)}`)
  return results.every(({ status }) => status !== 'FAILED' && status !== 'REFUSED') ? 0 : 1
}

/** A misspelt heading would go unnoticed where its column may be missing. */
function warnOfUnread(format: FileFormat): void {
  const unread = format.kind === 'csv' ? unknownHeadings(format.headings, format.columns) : []
  if (unread.length === 0) return
  process.stderr.write(`enroll: columns that are not read: ${unread.map((heading) => `"${heading}"`).join(', ')}\n`)
}

/** The rows that no execution is started for. */
function notStarted({ refused, duplicates }: FileCheck, format: FileFormat): BatchResult[] {
  return [
    ...refused.map(({ problems, ...row }): BatchResult => {
      return { ...placeOf(row, format), status: 'REFUSED', error: problems.map(describeProblem).join('; ') }
    }),
    ...duplicates.map(({ of, ...row }): BatchResult => {
      return { ...placeOf(row, format), status: 'DUPLICATE', error: `same as ${nameOf(placeOf(of, format))}` }
    }),
  ]
}

/** JSON lines have no other rows than their lines. */
function placeOf({ row, line }: Place, { kind }: FileFormat): Pick<BatchResult, 'row' | 'line'> {
  return { ...(kind === 'csv' && { row }), line }
}

async function resultOf(
  sfn: SFNClient,
  stateMachine: StateMachine,
  { input, executionName }: Extract<Row, { status: 'ready' }>,
  place: Pick<BatchResult, 'row' | 'line'>,
): Promise<BatchResult> {
  try {
    const { execution, before } = await startNamed(sfn, stateMachine, input, executionName)
    const answer = await awaitExecution(sfn, execution, POLL_MS)
    const outcome = outcomeOf(answer)
    const common = { ...place, execution, ...(before && { before }) }
    if (outcome === undefined) return { ...common, status: 'FAILED', error: answer.error ?? answer.status ?? '' }
    if (outcome.status === 'CANCELLED') {
      return { ...common, status: 'CANCELLED', codes: outcome.reasons.map(({ code }) => code) }
    }
    return { ...common, status: 'ENROLLED', ...(outcome.alreadyEnrolled && { alreadyEnrolled: true }) }
  } catch (error) {
    // Reported with its line: the others continue, and the same row again resumes this one.
    return { ...place, status: 'FAILED', error: oneLine(error) }
  }
}
