import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SFNClient } from '@aws-sdk/client-sfn'
import { at, describeProblem, type FileFormat, type Row, type RowOptions, readRows, type Source } from 'intake'
import { pMapIterable } from 'p-map'
import { courseKey, courseOf, DEFAULT_COURSE, isCourseId, NO_COURSE } from 'records'
import { startNamed } from '../execution.ts'
import { Failure, oneLine } from '../failure.ts'
import type { StateMachine, Target } from '../target.ts'
import { addRecord } from './add-record.ts'
import { createAnswers, type Started } from './answers.ts'
import { likelyEmail } from './email-key.ts'
import { createPatience, type Patience } from './patience.ts'
import { failed, type RowOutcome } from './row-outcome.ts'
import { readItems, textOfKey } from './table-reads.ts'
import { createTurns, type Room } from './turns.ts'

export interface BatchOptions {
  target: Target
  source: Source
  format: FileFormat
  /** How its rows are read: the course of those that name none, who asks. */
  rows: RowOptions
  /** How many rows are under way at once. */
  concurrency: number
  /** Adds a record for each student that has none, as the row says. */
  withRecords: boolean
  /** Ends the batch: no further row is started, and those under way go on without it. */
  signal: AbortSignal
  /** Called before a row is started; what it resolves with is the row's answer, without a start. */
  beforeStart?: (row: ReadyRow, patience: Patience) => Promise<RowOutcome | undefined>
  /** Called for each row in the order of the file, refused ones and copies too. */
  onRow: (row: Row, outcome: RowOutcome) => void | Promise<void>
}

export type ReadyRow = Extract<Row, { status: 'ready' }>

/** Beyond those under way: answered already, but behind one in the file that is not. */
const AHEAD = 500

/**
 * Starts every row of a file that can be started, and reports how each of them ended, or what it waits for. A row that an
 * earlier run started, of any file, is not started again. Memory does not grow with the file. Rejects with the reason of
 * the signal if that ends it, and with what makes it pointless to go on; to run the file again goes on from there.
 */
export async function runBatch(options: BatchOptions): Promise<void> {
  const stateMachine = await options.target.stateMachine()
  if (stateMachine.express) {
    throw new Failure(
      'The workflow is an Express workflow, which could run a request twice: a batch needs a Standard one.',
    )
  }
  const ended = new AbortController()
  const signal = AbortSignal.any([options.signal, ended.signal])
  const run = runnerOf(options, stateMachine, signal)
  const results = pMapIterable(readRows(options.source, options.format, options.rows), run, {
    concurrency: options.concurrency,
    backpressure: options.concurrency + AHEAD,
  })
  try {
    for await (const [row, outcome] of results) await options.onRow(row, outcome)
  } catch (error) {
    options.signal.throwIfAborted()
    throw error
  } finally {
    // What is under way ends with the first error.
    ended.abort()
  }
}

function runnerOf(options: BatchOptions, stateMachine: StateMachine, signal: AbortSignal) {
  const { withRecords, format, beforeStart } = options
  const target = retrying(options.target)
  const patience = createPatience(signal)
  const answers = createAnswers(target, patience, signal)
  const turns = createTurns((course) => patience(() => readRoom(target, course)))

  return async (row: Row): Promise<[Row, RowOutcome]> => {
    signal.throwIfAborted()
    if (row.status === 'refused') return [row, { answer: 'REFUSED', reasons: row.problems.map(describeProblem) }]
    if (row.status === 'duplicate') {
      const of = format.kind === 'csv' ? at(row.of) : `line ${row.of.line}`
      return [row, { answer: 'DUPLICATE', reasons: [`same as ${of}`] }]
    }
    const place = placeOf(row)
    const prepared = prepare(row)
    const outcome = await turns.take(place.course, prepared, async (release) => {
      const known = await prepared
      if (known !== undefined) {
        release()
        return known
      }
      const started = await startRow(target, stateMachine, row, patience)
      if ('answer' in started) return started
      if (started.startedAt !== undefined) return answers.of(started)
      // What it takes it has taken before.
      release()
      return { ...(await answers.of(started)), before: true }
    })
    return [row, outcome]
  }

  async function prepare(row: ReadyRow): Promise<RowOutcome | undefined> {
    const known = await beforeStart?.(row, patience)
    if (known === undefined && withRecords) await addRecord(target, row.input, patience)
    return known
  }
}

/** A course that is not there takes nobody. */
async function readRoom(target: Target, course: string): Promise<Room> {
  const key = courseKey(course)
  const item = (await readItems(target, [key])).get(textOfKey(key))
  if (item === undefined) return { seats: 0, waitlist: 0 }
  const { seats, seatsTaken, waitlist, waiting } = courseOf(item)
  return { seats: waiting > 0 ? 0 : seats - seatsTaken, waitlist: Math.max(0, waitlist - waiting) }
}

async function startRow(
  { sfn }: Target,
  stateMachine: StateMachine,
  row: ReadyRow,
  patience: Patience,
): Promise<Started | RowOutcome> {
  try {
    const { execution, before, startDate } = await patience(() =>
      startNamed(sfn, stateMachine, row.input, row.executionName),
    )
    return { ...placeOf(row), execution, startedAt: before ? undefined : startDate?.toISOString() }
  } catch (error) {
    // Of this row alone: the others continue. All else would be the same for them.
    if (error instanceof Error && error.name === 'InvalidExecutionInput') return failed(oneLine(error))
    throw error
  }
}

/** Where the table has what the row comes to. */
export function placeOf({ student: { course, email } }: Pick<Row, 'student'>): Pick<Started, 'course' | 'email'> {
  const id = course.trim() === '' ? DEFAULT_COURSE : course.trim()
  return { course: isCourseId(id) ? id : NO_COURSE, email: likelyEmail(email) }
}

/** More attempts than for a single command. The adaptive mode takes over a minute to recover from one burst. */
function retrying(target: Target): Target {
  const config = { ...target.config, maxAttempts: 5 }
  return { ...target, sfn: new SFNClient(config), dynamodb: new DynamoDBClient(config) }
}
