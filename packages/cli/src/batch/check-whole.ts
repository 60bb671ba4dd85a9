import { checkFile, type FileCheck, type FileFormat, inspectFile, type RowOptions, type Source } from 'intake'
import { Failure } from '../failure.ts'

export interface CheckedFile {
  format: FileFormat
  check: FileCheck
  /** Of its rows, blank ones not counted. */
  total: number
}

/** Reads the whole file and starts nothing. Fails where it cannot be read to its end, or has no request in it. */
export async function checkWhole(source: Source, name: string, rows: RowOptions): Promise<CheckedFile> {
  const format = await inspectFile(source, /\.(jsonl|ndjson)$/i.test(name) ? 'json-lines' : undefined)
  const check = await checkFile(source, format, rows)
  const total = check.ready + check.refused.length + check.duplicates.length
  if (check.fault === undefined && total === 0) throw new Failure('The input has no requests: it has headings only.')
  return { format, check, total }
}
