import type { AnswerCounts, Prediction } from './answer.ts'
import type { Columns } from './columns.ts'
import type { Place } from './place.ts'

/** How far a batch is. */
export interface BatchProgress {
  done: number
  total: number
  counts: AnswerCounts
  /** How many rows were cancelled for each reason, by its words: a row can have more than one. */
  reasons: Readonly<Record<string, number>>
  /** Of the rows with an answer, those that an earlier run had started. */
  before: number
  /** Rows that were answered in a second, of late. */
  perSecond: number
  /** Undefined until the rate is known. */
  remainingMs: number | undefined
}

/** How a file is run. */
export interface BatchSettings {
  /** Of a spreadsheet. */
  columns?: Columns
  /** The course of rows that name none. */
  course?: string
  /** Adds a record for each student who has none. */
  withRecords: boolean
}

/** `stopped` and `failed` can be started again: no row starts twice. */
export type BatchStage = 'checked' | 'predicting' | 'running' | 'ended' | 'stopped' | 'failed'

/** What a server reports of a batch to a page. No customer data: rows by their number. */
export interface BatchState extends BatchSettings {
  id: string
  fileName: string
  stage: BatchStage
  /** Of a spreadsheet; JSON lines have none. */
  headings: readonly string[]
  /** Of the file, blank rows not counted. */
  total: number
  ready: number
  refused: number
  duplicates: number
  /** The first of the rows that are not started, and why. */
  problems: readonly (Place & { text: string })[]
  /** Why nothing of the file can be started, as a sentence. */
  fault?: string
  /** Of the prediction or of the batch, whichever runs or ran last. */
  progress?: BatchProgress
  prediction?: Prediction & Pick<BatchProgress, 'reasons'>
  /** Why it failed, or what was stopped. */
  error?: string
  /** How many rows the file of rejected rows has. */
  rejected: number
}

/** What an import of students has done: nothing, where a row has a problem. */
export interface StudentImport {
  added: number
  replaced: number
  unchanged: number
  problems: (Place & { message: string })[]
}

/** What an import of students would do. */
export interface StudentImportCheck extends StudentImport {
  /** Of a spreadsheet; JSON lines have none. */
  headings: readonly string[]
  columns: Columns
  /** Why the file cannot be read, as a sentence. */
  fault?: string
}
