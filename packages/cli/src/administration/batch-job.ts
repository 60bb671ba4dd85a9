import { randomUUID } from 'node:crypto'
import {
  type BatchSettings,
  type BatchStage,
  type BatchState,
  checkFile,
  describeProblem,
  type FileCheck,
  type FileFormat,
  inspectFile,
  outputNames,
  type RowOptions,
  rejectedFile,
  resultsFile,
} from 'intake'
import { isCourseId } from 'records'
import { predictBatch } from '../batch/predict.ts'
import { createProgressMeter, type ProgressMeter } from '../batch/progress.ts'
import { isToRepeat } from '../batch/row-outcome.ts'
import { type BatchOptions, runBatch } from '../batch/run-batch.ts'
import { Failure, oneLine } from '../failure.ts'
import { nameOf } from '../render-batch.ts'
import type { Target } from '../target.ts'

/** As many rows at once as `enroll batch` has by default. */
const CONCURRENCY = 50
/** Rows that are not started, as far as they are listed: the file of rejected rows has all of them. */
const LISTED = 500

/** One file from its check to its results: all of it in memory, so that nothing is left where the server is killed. */
export interface BatchJob {
  readonly id: string
  state(): BatchState
  /** Reads the file in another way. */
  change(settings: BatchSettings): Promise<void>
  predict(): void
  start(requestedBy: string | undefined): void
  /** Ends what runs, and resolves when it has ended. */
  stop(): Promise<void>
  output(kind: 'results' | 'rejected'): { name: string; text: string }
}

export async function createBatchJob(target: Target, fileName: string, file: Uint8Array): Promise<BatchJob> {
  const id = randomUUID()
  let bytes: Uint8Array | undefined = file
  const source = () => (bytes === undefined ? [] : [bytes])
  let format = await inspectFile(source, /\.(jsonl|ndjson)$/i.test(fileName) ? 'json-lines' : undefined)
  let settings: BatchSettings = { withRecords: false }
  let check = await checkFile(source, format)
  let stage: BatchStage = 'checked'
  let meter: ProgressMeter | undefined
  let prediction: BatchState['prediction']
  let error: string | undefined
  const lines = { results: [] as string[], rejected: [] as string[] }
  let changes = 0
  let running: { stop: AbortController; ended: Promise<void> } | undefined

  function refuseWhileRunning(): void {
    if (running !== undefined) throw new Failure('This batch runs: wait for its end, or stop it.')
    if (stage === 'ended') throw new Failure('This batch has ended, and its file is deleted. Choose the file again.')
  }

  function refuseFaulty(): void {
    refuseWhileRunning()
    const fault = faultOf(check)
    if (fault !== undefined) throw new Failure(`${fault} Nothing was started.`)
  }

  /** Runs in the background; what it ends with is the next stage. */
  function run(
    during: BatchStage,
    rows: RowOptions,
    work: (options: Omit<BatchOptions, 'onRow'>) => Promise<BatchStage>,
  ) {
    const stop = new AbortController()
    stage = during
    error = undefined
    meter = createProgressMeter(totalOf(check))
    const { withRecords } = settings
    const options = { target, source, format, rows, withRecords, concurrency: CONCURRENCY, signal: stop.signal }
    const ended = work(options)
      .catch((cause: unknown): BatchStage => {
        error = oneLine(cause)
        if (during === 'predicting') return 'checked'
        return stop.signal.aborted ? 'stopped' : 'failed'
      })
      .then((next) => {
        stage = next
        running = undefined
      })
    running = { stop, ended }
  }

  return {
    id,
    state() {
      const progress = meter?.now()
      return {
        id,
        fileName,
        stage,
        ...settings,
        ...(format.kind === 'csv' ? { headings: format.headings, columns: format.columns } : { headings: [] }),
        ...summaryOf(check, format),
        ...(progress && { progress }),
        ...(prediction && { prediction }),
        ...(error !== undefined && { error }),
        rejected: lines.rejected.length,
      }
    },
    async change(next) {
      refuseWhileRunning()
      if (next.course !== undefined && !isCourseId(next.course)) throw new Failure('Choose one of the courses.')
      settings = { withRecords: next.withRecords, ...(next.course !== undefined && { course: next.course }) }
      if (format.kind === 'csv' && next.columns) format = { ...format, columns: next.columns }
      changes += 1
      const change = changes
      const found = await checkFile(source, format, rowsOf(settings))
      // Changed again meanwhile: then the later check counts.
      if (change !== changes) return
      check = found
      stage = 'checked'
      meter = undefined
      prediction = undefined
      error = undefined
    },
    predict() {
      refuseFaulty()
      prediction = undefined
      run('predicting', rowsOf(settings), async (options) => {
        const predicted = await predictBatch({ ...options, onRow: (_, outcome) => meter?.count(outcome) })
        prediction = { ...predicted, reasons: meter?.now().reasons ?? {} }
        return 'checked'
      })
    },
    start(requestedBy) {
      refuseFaulty()
      lines.results = []
      lines.rejected = []
      run('running', { ...rowsOf(settings), requestedBy }, async (options) => {
        await runBatch({
          ...options,
          onRow: (row, outcome) => {
            meter?.count(outcome)
            lines.results.push(resultsFile(format).line(row, outcome))
            if (isToRepeat(outcome)) lines.rejected.push(rejectedFile(format).line(row, outcome.reasons))
          },
        })
        bytes = undefined
        return 'ended'
      })
    },
    async stop() {
      running?.stop.abort(new Failure('Stopped: the requests under way go on. Start it again to continue.'))
      await running?.ended
    },
    output(kind) {
      const { start } = kind === 'results' ? resultsFile(format) : rejectedFile(format)
      return { name: outputNames(fileName, format)[kind], text: start + lines[kind].join('') }
    },
  }
}

function rowsOf({ course }: BatchSettings): RowOptions {
  return { course }
}

function totalOf({ ready, refused, duplicates }: FileCheck): number {
  return ready + refused.length + duplicates.length
}

function faultOf(check: FileCheck): string | undefined {
  if (check.fault !== undefined) return check.fault
  return totalOf(check) === 0 ? 'The file has no requests: it has headings only.' : undefined
}

function summaryOf(check: FileCheck, { kind }: FileFormat) {
  const { ready, refused, duplicates } = check
  const fault = faultOf(check)
  const problems = [
    ...refused.map(({ row, line, problems }) => ({ row, line, text: problems.map(describeProblem).join('; ') })),
    ...duplicates.map(({ row, line, of }) => ({ row, line, text: `is the same as ${nameOf(of, kind)}` })),
  ].sort((one, other) => one.line - other.line)
  return {
    total: totalOf(check),
    ready,
    refused: refused.length,
    duplicates: duplicates.length,
    problems: problems.slice(0, LISTED),
    ...(fault !== undefined && { fault }),
  }
}
