/** Where something stands in the file, counted from 1. */
export interface Place {
  /** As a spreadsheet counts: the row of headings is one, and so is a blank row. */
  row: number
  /** The line of the text in which the row begins: more than `row` below a cell with line breaks. */
  line: number
}

/** A spreadsheet shows rows, an editor lines: where they differ, both are named. */
export function at({ row, line }: Place): string {
  return row === line ? `row ${row}` : `row ${row} (line ${line})`
}
