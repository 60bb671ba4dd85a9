import type { FileFormat } from './file-format.ts'
import { IntakeError } from './intake-error.ts'
import type { Place } from './place.ts'
import { readRows } from './read-rows.ts'
import type { Problem, RowOptions } from './row.ts'
import type { Source } from './source.ts'

/** What is known of a whole file before anything of it is started. */
export interface FileCheck {
  /** How many would be started. */
  ready: number
  refused: (Place & { problems: Problem[] })[]
  duplicates: (Place & { of: Place })[]
  /** Why the file cannot be read to its end, as a sentence: nothing of it should be started. */
  fault?: string
}

/** Reads the whole file and starts nothing: every row that is refused, with all that is wrong with it. */
export async function checkFile(source: Source, format: FileFormat, options: RowOptions = {}): Promise<FileCheck> {
  const check: FileCheck = { ready: 0, refused: [], duplicates: [] }
  try {
    for await (const row of readRows(source, format, options)) {
      const place = { row: row.row, line: row.line }
      if (row.status === 'ready') check.ready += 1
      else if (row.status === 'refused') check.refused.push({ ...place, problems: row.problems })
      else check.duplicates.push({ ...place, of: row.of })
    }
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error
    check.fault = error.message
  }
  return check
}
