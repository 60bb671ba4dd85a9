import { dirname } from 'node:path'
import { type FileFormat, type RowOptions, unknownHeadings } from 'intake'
import { DEFAULT_COURSE, isCourseId } from 'records'
import { checkWhole } from '../batch/check-whole.ts'
import { openOutputFiles } from '../batch/output-files.ts'
import { predictBatch } from '../batch/predict.ts'
import { type BatchOptions as RunOptions, runBatch } from '../batch/run-batch.ts'
import { reportOf } from '../batch-report.ts'
import { Failure } from '../failure.ts'
import { intakeSource } from '../intake-source.ts'
import { stopSignal } from '../stop-signal.ts'
import { type TargetOptions, targetOf } from '../target.ts'
import { requestedBy, type WhoOptions } from '../who.ts'

export interface BatchOptions extends TargetOptions, WhoOptions {
  concurrency: string
  /** The course of rows that name none. */
  course?: string
  withRecords?: true
  dryRun?: true
  /** The folder of the files of results. */
  output?: string
  json?: true
}

const MAX_CONCURRENCY = 1000

/**
 * Checks the whole file, then runs every request that can be started and waits for its answer. A row that an earlier run
 * started, of any file, is not started again. 0 if every row has an answer, 1 if not.
 */
export async function batch(file: string, options: BatchOptions): Promise<number> {
  const { course, withRecords = false, json = false } = options
  const concurrency = concurrencyOf(options.concurrency)
  if (course !== undefined && !isCourseId(course)) {
    throw new Failure(
      `--course is not a course id: expected 1 to 64 letters, digits, dots, underscores or hyphens, such as ${DEFAULT_COURSE}.`,
    )
  }
  const source = await intakeSource(file)
  const target = targetOf(options)
  const { format, check, total } = await checkWhole(source, file, { course })
  const report = reportOf({ format, total, json })
  report.notStarted(check)
  warnOfUnread(format)
  if (check.fault !== undefined) throw new Failure(`${check.fault} Nothing was started.`)

  const rows: RowOptions = { course, requestedBy: await requestedBy(target, options) }
  const stop = new AbortController()
  stopSignal().then(() => stop.abort(new Failure(report.stopped())))
  const run = { target, source, format, rows, concurrency, withRecords, signal: stop.signal }
  if (options.dryRun) return predict(run, report)

  const directory = options.output ?? (file === '-' ? undefined : dirname(file))
  const files = directory === undefined ? undefined : await openOutputFiles(outputName(file), format, directory)
  const progress = report.start()
  try {
    await runBatch({
      ...run,
      onRow: async (row, outcome) => {
        report.row(row, outcome)
        await files?.write(row, outcome)
      },
    })
    progress.end()
    report.end(await files?.publish())
  } catch (error) {
    progress.end()
    await files?.discard()
    throw error
  }
  return report.exitCode()
}

async function predict(run: Omit<RunOptions, 'onRow'>, report: ReturnType<typeof reportOf>): Promise<number> {
  const progress = report.start()
  try {
    const prediction = await predictBatch({ ...run, onRow: (row, outcome) => report.row(row, outcome) })
    progress.end()
    report.prediction(prediction)
  } finally {
    progress.end()
  }
  return report.exitCode()
}

/** Of standard input, which has none. */
function outputName(file: string): string {
  return file === '-' ? 'requests.csv' : file
}

function concurrencyOf(text: string): number {
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= 1 && count <= MAX_CONCURRENCY) return count
  throw new Failure(`--concurrency ${text} is out of range: expected a whole number from 1 to ${MAX_CONCURRENCY}.`)
}

/** A misspelt heading would go unnoticed where its column may be missing. */
function warnOfUnread(format: FileFormat): void {
  const unread = format.kind === 'csv' ? unknownHeadings(format.headings, format.columns) : []
  if (unread.length === 0) return
  process.stderr.write(`enroll: columns that are not read: ${unread.map((heading) => `"${heading}"`).join(', ')}\n`)
}
