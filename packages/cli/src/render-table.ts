import stringWidth from 'string-width'
import { hang, pad, visible } from './layout.ts'

/** A wide column is filled up to so many columns: a longer cell shifts those behind it. */
const FILLED = 28
const WIDEST_LABEL = 58

/**
 * Rows under headings, in 80 columns: the first `narrow` columns are as wide as their cells, numbers to the right; the others
 * follow, and are wrapped where they do not fit.
 */
export function renderTable(
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  narrow: number,
): string {
  const cells = rows.map((row) => row.map((cell) => visible(String(cell))))
  const widths = headings.map((heading, index) => {
    const widest = Math.max(stringWidth(heading), ...cells.map((row) => stringWidth(row[index] ?? '')))
    return index < narrow ? widest : Math.min(FILLED, widest)
  })
  const isNumber = headings.map((_, index) => rows.length > 0 && typeof rows[0]?.[index] === 'number')
  const line = (row: readonly string[]) => {
    const filled = row.map((cell, index) => {
      const width = widths[index] ?? 0
      if (isNumber[index]) return cell.padStart(width)
      return index === row.length - 1 ? cell : pad(cell, width)
    })
    const gaps = filled.map((cell, index) => cell + (isNumber[index] && isNumber[index + 1] ? ' ' : '  '))
    const all = gaps.slice(0, -1).join('')
    // The last cell is wrapped in its column, unless that leaves it hardly any room.
    const label = stringWidth(all) <= WIDEST_LABEL ? all : gaps.slice(0, narrow).join('')
    return hang(label, gaps.join('').slice(label.length).trimEnd()).trimEnd()
  }
  return [line(headings), ...cells.map((row) => line(row))].join('\n')
}
