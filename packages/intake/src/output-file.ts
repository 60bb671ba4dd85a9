import type { Delimiter } from './csv.ts'
import type { FileFormat } from './file-format.ts'

/** A file that is written as its rows end: the text that it starts with, and the text of each row. */
export interface OutputFile<Arguments extends unknown[]> {
  start: string
  line: (...row: Arguments) => string
}

/** The names of the files beside `fileName`: `spring.csv` has `spring.results.csv` and `spring.rejected.csv`. */
export function outputNames(
  fileName: string,
  { kind }: Pick<FileFormat, 'kind'>,
): { results: string; rejected: string } {
  const name = fileName.replace(/\.(csv|tsv|txt|jsonl|ndjson|json)$/i, '')
  return { results: `${name}.results.csv`, rejected: `${name}.rejected.${kind === 'csv' ? 'csv' : 'jsonl'}` }
}

/**
 * Makes a spreadsheet program read a file as UTF-8. The delimiter is that of the input, which the program wrote or
 * reads; it splits no UTF-8 file at tabs, so that these become commas.
 */
export const BYTE_ORDER_MARK = '\uFEFF'

export function outputDelimiter(format: FileFormat): Delimiter {
  return format.kind === 'csv' && format.delimiter === ';' ? ';' : ','
}
