import type { Cell, Table } from './report.ts'

/** The columns and rows of a table that has one column for each size, and how the largest compares with the smallest. */
export function growth(
  sizes: readonly number[],
  measured: readonly Readonly<Record<string, number>>[],
): Pick<Table, 'columns' | 'rows'> {
  const columns = sizes.map((count) => count.toLocaleString('en'))
  const rows = Object.keys(measured[0] ?? {}).map((measure) => {
    const figures = measured.map((one) => one[measure] ?? Number.NaN)
    const cells: Record<string, Cell> = Object.fromEntries(columns.map((column, n) => [column, figures[n]]))
    return { measure, ...cells, ratio: (figures.at(-1) ?? Number.NaN) / (figures[0] ?? Number.NaN) }
  })
  return { columns: [...columns, 'ratio'], rows }
}
