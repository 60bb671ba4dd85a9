import type { Columns } from './columns.ts'
import type { Delimiter } from './csv.ts'
import type { Encoding } from './encoding.ts'

/** How a file is read. Plain JSON, so that it can be sent from a page to a server. */
export type FileFormat =
  | {
      kind: 'csv'
      encoding: Encoding
      delimiter: Delimiter
      /** The row of the headings: the first that is not blank. */
      headingRow: number
      /** As the file has them. */
      headings: string[]
      /** Recognised by the headings. Change them to read other columns. */
      columns: Columns
    }
  /** A request on each line, as a JSON object. */
  | { kind: 'json-lines'; encoding: Encoding }

export type CsvFormat = Extract<FileFormat, { kind: 'csv' }>
