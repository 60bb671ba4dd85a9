export { type AnswerCounts, answerInWords, isRejected, noAnswers, type Prediction, type RowAnswer } from './answer.ts'
export type {
  BatchProgress,
  BatchSettings,
  BatchStage,
  BatchState,
  StudentImport,
  StudentImportCheck,
} from './batch-state.ts'
export { checkFile, type FileCheck } from './check-file.ts'
export { type ColumnRole, type Columns, missingColumns, unknownHeadings } from './columns.ts'
export type { FileFormat } from './file-format.ts'
export { inspectFile } from './inspect-file.ts'
export { IntakeError } from './intake-error.ts'
export { BYTE_ORDER_MARK, type OutputFile, outputNames } from './output-file.ts'
export { at, type Place } from './place.ts'
export { readRows } from './read-rows.ts'
export { rejectedFile } from './rejected-file.ts'
export { type RowResult, resultsFile } from './results-file.ts'
export { describeProblem, type Problem, type Row, type RowOptions } from './row.ts'
export type { Source } from './source.ts'
export { csvLine } from './write-csv.ts'
