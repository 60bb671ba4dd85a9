import Papa from 'papaparse'
import type { Delimiter } from './csv.ts'
import { FORMULA } from './guard.ts'

/** One line of CSV with its line break; a cell that would be a formula is guarded by an apostrophe. */
export function csvLine(cells: readonly string[], delimiter: Delimiter): string {
  return `${Papa.unparse([cells], { delimiter, escapeFormulae: FORMULA })}\r\n`
}
