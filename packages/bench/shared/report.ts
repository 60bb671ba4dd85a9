import { textTable } from './text-table.ts'

/** A figure, or words in its place; absent where there is none. */
export type Cell = number | string | undefined

/** What one part of the benchmark measured: each row has a cell in some of the columns. */
export interface Table {
  title: string
  columns: readonly string[]
  rows: readonly ({ measure: string } & Readonly<Record<string, Cell>>)[]
  /** What must be known to read it. */
  note?: string
}

/** Prints a table for people, and sends it to the run that this part belongs to. */
export function report(table: Table): void {
  console.log(`\n${textTable(table)}`)
  process.send?.(table)
}
